"""The territory's question bank: what is asked to which trade, a draft to change it, a version to publish."""
import tomllib

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chalandise.diagnostics import operations
from chalandise.diagnostics.queries import bank as banks
from chalandise.shops.rules import CHANNELS, TRADES, trade_choices, trade_label
from chalandise.web.shell.gestures import attempt
from chalandise.web.team.forms.bank import QuestionForm, TextForm
from chalandise.web.team.gate import territory_page

FIRST = "bakery"  # the trade that a preview shows first


@require_GET
@territory_page
def bank(request, territory):
    """Show the version in force, the draft and the older ones, as a trade would see one of them."""
    draft = banks.draft_of(territory)
    key, version = banks.key_of(territory)
    found, report = _shown(request, territory, draft)
    trade = request.GET.get("metier", FIRST)
    trade = trade if trade in TRADES or trade_label(trade) else ""
    return render(request, "team/bank/bank.html", {
        "territory": territory, "draft": draft, "version": version, "bank": found, "report": report, "published": banks.published_of(territory),
        "shown": request.GET.get("version", ""), "trade": trade, "choices": trade_choices(), "themes": _preview(found, trade) if found else [],
        "house": banks.CURRENT[1]})


def _shown(request, territory, draft):
    """Return (Bank, mistakes) of the version that the page asks for: the draft, an older one, or the one in force."""
    wanted = request.GET.get("version", "")
    if wanted == "brouillon" and draft:
        return _draft_bank(draft)
    own = next((b for b in banks.published_of(territory) if b.published_as == wanted), None)
    return (banks.load(own.key, own.published_as) if own else banks.current_of(territory)), ()


def _draft_bank(draft):
    try:
        return banks.read(draft.text, _("brouillon")), ()
    except banks.BankError as error:
        return None, error.report


def _preview(bank, trade):
    """Return [(theme, [(question, its example, in whose case it is asked, its steps)])] for a trade."""
    asked = bank.asked(trade, CHANNELS)
    return [(theme, [(q, q.example(trade), _conditions(bank, q), [(bank.guidance[s.key], s) for s in bank.steps if s.item == q.key])
                     for q in asked if q.theme == theme.key]) for theme in bank.themes]


def _conditions(bank, question):
    """Say when a question is asked beyond the trade."""
    said = []
    if question.channels:
        said.append(_("si la boutique a déjà : %(what)s") % {"what": ", ".join(sorted(str(CHANNELS[c]) for c in question.channels))})
    for key, answers in question.after.items():
        earlier = bank.question(key)
        said.append(_("si, plus haut, on a répondu : %(what)s") % {"what": " / ".join(f"« {o} »" for o in earlier.options if o.key in answers)})
    return said


@require_http_methods(["GET", "POST"])
@territory_page
def draft(request, territory):
    """Open, read, change, drop or publish the draft; what is typed is kept even with a mistake."""
    gesture = request.POST.get("gesture", "")
    if gesture == "open":
        attempt(request, operations.open_draft, by=request.user, territory=territory)
    found = banks.draft_of(territory)
    if found is None:
        return redirect("team:bank", territory.slug)
    if gesture in ("drop", "publish"):
        return _ended(request, territory, found, gesture)
    form = TextForm(request.POST if gesture == "save" else None, initial={"text": found.text, "version": found.version})
    if gesture == "save" and form.is_valid():
        done, _saved = attempt(request, operations.save_draft, form=form, by=request.user, draft=found,
                               text=form.cleaned_data["text"].replace("\0", ""), version=form.cleaned_data["version"])
        if done:
            messages.success(request, _("Le brouillon est gardé. Personne ne le voit encore."))
            return redirect("team:bank_draft", territory.slug)
    shown, report = _draft_bank(found)
    return render(request, "team/bank/draft.html", {"territory": territory, "draft": found, "form": form, "report": report, "bank": shown},
                  status=422 if form.is_bound and form.errors else 200)


def _ended(request, territory, found, gesture):
    """Drop or publish a draft, and say it."""
    if gesture == "drop":
        done, _result = attempt(request, operations.drop_draft, by=request.user, draft=found)
        said = _("Le brouillon est abandonné. Rien n’a changé pour les boutiques.")
    else:
        done, _result = attempt(request, operations.publish, by=request.user, draft=found)
        said = _("C’est publié : les prochains diagnostics posent ces questions. Ceux qui sont commencés gardent les leurs.")
    if done:
        messages.success(request, said)
    return redirect("team:bank" if done else "team:bank_draft", territory.slug)


@require_http_methods(["GET", "POST"])
@territory_page
def question(request, territory, question):
    """Change the words and the weights of one question of the draft."""
    found = banks.draft_of(territory)
    if found is None:
        raise Http404
    if _draft_bank(found)[1]:
        messages.error(request, _("Corrigez d’abord les erreurs du texte : elles sont en tête de page."))
        return redirect("team:bank_draft", territory.slug)
    tables = tomllib.loads(found.text)["question"]
    number = next((n for n, table in enumerate(tables) if table["key"] == question), None)
    if number is None:
        raise Http404
    form = QuestionForm(request.POST or None, number=number, table=tables[number], initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        done, _saved = attempt(request, operations.edit_question, form=form, by=request.user, draft=found, values=form.changed,
                               version=form.cleaned_data["version"])
        if done:
            messages.success(request, _("La question est changée dans le brouillon."))
            return redirect(f"{request.path.rsplit('/', 2)[0]}/#q-{question}")
    return render(request, "team/bank/question.html", {
        "territory": territory, "form": form, "question": banks.read(found.text, _("brouillon")).question(question)},
        status=422 if form.is_bound and form.errors else 200)
