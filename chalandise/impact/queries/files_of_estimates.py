"""The file of an estimate: everything that gives the same figures again, for the referent only since it holds takings."""
from chalandise.computing.replays import document
from chalandise.impact.queries.cuts import cut_of
from chalandise.impact.queries.estimates import is_referent


def document_of(person, estimate):
    """Return the document of an estimate, shops by number; None when the takings changed since, or when nothing was computed.

    Anybody else than the referent of the season gets None.
    """
    run = estimate.run
    if not is_referent(person, run.season):
        return None
    cut = cut_of(person, run.season, run.cut_on, run.grain)
    problem = cut.problem(estimate.kind) if cut and cut.digest == run.digest else None
    if problem is None:
        return None
    about = {"kind": estimate.kind or "all", "grain": run.grain, "first": cut.first.isoformat(), "cut_on": run.cut_on.isoformat(), "digest": run.digest,
             "read_at": run.read_at.isoformat(), "currency": "EUR"}
    return document(problem, estimate.result, seed=run.seed, deals=run.parameters["deals"], checks=run.parameters["checks"], made_with=run.program,
                    about=about)
