"""The last minute of a call: 2,000 companies save their answer and send it, through the product's own HTTP server.

Granian serves the whole site on PostgreSQL, as in production; 64 keep-alive connections stay open, each company is signed
in and posts twice: what it typed (the page saves itself), then "send". Nothing is left out: sessions, CSRF, gate, locks,
the copy of the sheet, number, journal, receipt. Goal: all within 60 s, no error, nothing lost, numbers 1 to 2,000 in the
order of arrival without a hole.

    CHALANDISE_TEST_DATABASE=postgres ./run bench deadline
    CHALANDISE_BENCH_PROVIDERS=200 …      a smaller rush
"""
import http.client
import os
import queue
import resource
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

PROVIDERS = int(os.environ.get("CHALANDISE_BENCH_PROVIDERS", "2000"))
CONNECTIONS, SECONDS = 64, 60
WORKERS, THREADS = 2, 8  # of the server: sixteen connections to the database
CSRF = "b" * 32


def run():
    """Play the rush; print the times and return whether the goal holds."""
    from django.core.management import call_command
    from django.db import connection
    if connection.vendor != "postgresql":
        print("  skipped: the goal is PostgreSQL's (CHALANDISE_TEST_DATABASE=postgres)")
        return None
    call_command("migrate", verbosity=0)
    call, rows = _companies(PROVIDERS)
    server, port = _served()
    try:
        started = time.perf_counter()
        told = _rush(port, rows)
        seconds = time.perf_counter() - started
    finally:
        server.terminate()
        server.wait(20)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"  processor of the server: {used.ru_utime + used.ru_stime:.1f} s, its start included; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return _judged(call, told, seconds)


def _companies(count):
    """Make an open call, and companies with a complete sheet, a draft and somebody signed in; return (call, rows)."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from chalandise.catalogue.models import Call, Provider, Solution, Submission
    from chalandise.foundation import clock
    from chalandise.people.models import Organisation, Person, Role
    from chalandise.territory.models import Territory
    now = clock.now()
    territory = Territory.objects.create(name="Bordeaux", slug="bordeaux-banc", contact_email="equipe@exemple.invalid")
    call = Call.objects.create(territory=territory, slug="appel-banc", title="Appel", needs=["booking"], opens_at=now - timedelta(30),
                               deadline=now + timedelta(hours=3), created_at=now, published_at=now - timedelta(30))
    people = Person.objects.bulk_create([Person(email=f"p{n}@exemple.invalid", given_name="P", family_name=f"{n}", sort_key=f"{n}", password="!") for n in range(count)])
    bodies = Organisation.objects.bulk_create([Organisation(name=f"Entreprise {n}") for n in range(count)])
    companies = Provider.objects.bulk_create([Provider(organisation=b, country="BE", foreign_number=f"N{n:06}", registered_at=now) for n, b in enumerate(bodies)])
    Role.objects.bulk_create([Role(person=p, kind="provider", scope_kind="organisation", scope_id=b.pk, since=now - timedelta(60)) for p, b in zip(people, bodies, strict=True)])
    solutions = Solution.objects.bulk_create([Solution(
        provider=c, slug=f"s{n}", name=f"Solution {n}", summary="Un agenda.", text="Un agenda en ligne. " * 40, needs=["booking"], level="beginner", price_month=19,
        trial_months=3, price_after=29, commitment_months=0, data_location="fr", exit_text="Un fichier.", accessibility="partial", languages=["fr"],
        references="Douze salons.", created_at=now, changed_at=now) for n, c in enumerate(companies)])
    answers = Submission.objects.bulk_create([Submission(call=call, solution=s, created_by=p, created_at=now, saved_at=now) for s, p in zip(solutions, people, strict=True)])
    store, until, rows = SessionStore(), timezone.now() + timedelta(days=1), []
    for number, (person, company, submission) in enumerate(zip(people, companies, answers, strict=True)):
        held = {SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend", HASH_SESSION_KEY: person.get_session_auth_hash()}
        rows.append((f"{number:032d}", f"/offreur/{company.pk}/reponses/{submission.pk}/", store.encode(held)))
    Session.objects.bulk_create([Session(session_key=key, session_data=data, expire_date=until) for key, _address, data in rows])
    return call, [(key, address) for key, address, _data in rows]


def _served():
    """Start the server on a free port and wait until it answers; return (process, port)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers",
                               str(WORKERS), "--blocking-threads", str(THREADS), "--backlog", "1024", "--log-level", "error", "config.wsgi:application"])
    for _try in range(1800):  # a machine that does ten other things starts it late
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                break
        except OSError:
            time.sleep(0.1)
    for _warm in range(8):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request("GET", "/appels/appel-banc/")
        link.getresponse().read()
    return server, port


def _rush(port, rows):
    """Post everything over CONNECTIONS connections; return [(step, seconds, status)]."""
    waiting, told = queue.SimpleQueue(), []
    for row in rows:
        waiting.put(row)

    def client():
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            try:
                key, address = waiting.get_nowait()
            except queue.Empty:
                return
            for step, path, body in (("save", address, f"gesture=keep&version=1&tab={key}&motivation=Pour+les+salons+de+la+rue.+" + "Oui.+" * 60), ("submit", f"{address}envoi/", "")):
                began = time.perf_counter()
                try:
                    link.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF,
                                                      "Cookie": f"sessionid={key}; csrftoken={CSRF}"})
                    answer = link.getresponse()
                    answer.read()
                    status = answer.status
                except (OSError, http.client.HTTPException) as error:
                    status = type(error).__name__
                    link.close()
                told.append((step, time.perf_counter() - began, status))

    clients = [threading.Thread(target=client) for _n in range(CONNECTIONS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    return told


def _judged(call, told, seconds):
    from chalandise.catalogue.models import Submission, SubmissionVersion
    from chalandise.foundation.models import Letter
    found = Submission.objects.filter(call=call)
    numbers = sorted(found.values_list("number", flat=True), key=lambda n: n or 0)
    versions = SubmissionVersion.objects.filter(submission__call=call)
    arrived = list(versions.order_by("at").values_list("submission__number", flat=True))
    swaps = max((abs(place - number) for place, number in enumerate(arrived, 1)), default=0)
    wrong = [row for row in told if row[2] != {"save": 200, "submit": 302}[row[0]]]
    print(f"  {PROVIDERS:,} companies over {CONNECTIONS} connections, server of {WORKERS} processes × {THREADS} threads: {seconds:.1f} s, "
          f"{2 * PROVIDERS / seconds:,.0f} requests a second")
    for step in ("save", "submit"):
        times = sorted(s for name, s, _status in told if name == step)
        print(f"  {step:7} median {_at(times, .5):6.0f} ms   p95 {_at(times, .95):6.0f} ms   p99 {_at(times, .99):6.0f} ms   longest {times[-1] * 1000:6.0f} ms")
    print(f"  errors {len(wrong)} {wrong[:3] or ''}; sent {found.filter(state='submitted').count():,}; versions {versions.count():,}; "
          f"receipts {Letter.objects.filter(purpose='call.received').count():,}; numbers without a hole: {numbers == list(range(1, PROVIDERS + 1))}; "
          f"farthest number from its place in the order of arrival: {swaps}")
    whole = not wrong and numbers == list(range(1, PROVIDERS + 1)) and versions.count() == PROVIDERS == Letter.objects.filter(purpose="call.received").count()
    kept = whole and all(v["motivation"].startswith("Pour les salons") for v in versions.values_list("sheet", flat=True)) and seconds <= SECONDS
    print(f"  {'PASS' if kept else 'FAIL'}: everything arrived within {SECONDS} s, no error, nothing lost")
    return kept


def _at(times, share):
    return times[min(len(times) - 1, int(len(times) * share))] * 1000
