"""Plain functions that the tests of the jobs queue by their dotted names."""
from chalandise.foundation import jobs
from chalandise.foundation.refusals import Refused

ran = []


def add(a, b):
    ran.append((a, b))
    return a + b


def count_to(total):
    for step in range(1, total + 1):
        jobs.report(done=step, total=total, message=f"{step} lignes lues")
    return {"lines": total}


def break_down():
    ran.append("broken")
    raise RuntimeError("no room left")


def refuse():
    ran.append("refused")
    raise Refused("Ce fichier n’a pas de colonne SIRET. Ajoutez-la, puis recommencez.")


def broken_once():
    ran.append("try")
    if len(ran) == 1:
        raise RuntimeError("the network blinked")
    return "done"
