"""Writing assessments, one module a subject; the gestures are called from here."""
from chalandise.diagnostics.operations.answers import answer, begin, finish, frozen, keep, reopen, settle
from chalandise.diagnostics.operations.asking import ask

__all__ = ["answer", "ask", "begin", "finish", "frozen", "keep", "reopen", "settle"]
