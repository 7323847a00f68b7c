"""Writing assessments, one module a subject; the gestures are called from here."""
from chalandise.diagnostics.operations.answers import answer, begin, finish, frozen, keep, reopen, settle
from chalandise.diagnostics.operations.asking import ask
from chalandise.diagnostics.operations.bank import drop_draft, edit_question, open_draft, publish, save_draft
from chalandise.diagnostics.operations.photos import add_photo, remove_photo
from chalandise.diagnostics.operations.retrospect import rate_beginning
from chalandise.diagnostics.operations.second_looks import draw_second_looks, rate_again

__all__ = ["add_photo", "answer", "ask", "begin", "draw_second_looks", "drop_draft", "edit_question", "finish", "frozen", "keep", "open_draft",
           "publish", "rate_again", "rate_beginning", "remove_photo", "reopen", "save_draft", "settle"]
