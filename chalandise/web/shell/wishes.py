"""With whom would you work? The same page for a merchant, a mentor, by a mailed link, and for the team that notes a call."""
from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chalandise.mentoring.operations.wishes import answer_sharing, answer_wishes
from chalandise.mentoring.queries.mentors import skill_words
from chalandise.mentoring.queries.wishes import MENTOR, sheet_of
from chalandise.people.operations import use_link
from chalandise.shops.rules import trade_label
from chalandise.web.shell.gestures import attempt

ANSWERS = [("gladly", gettext_lazy("volontiers")), ("fine", gettext_lazy("pourquoi pas")), ("rather_not", gettext_lazy("plutôt pas")),
           ("", gettext_lazy("pas rencontré"))]


class Wishes(forms.Form):
    """One line for each person met; a line left alone says nothing."""

    def __init__(self, *args, sheet, **words):
        super().__init__(*args, **words)
        for other in sheet.others:
            self.fields[f"with_{other.pk}"] = forms.ChoiceField(
                label=str(other), help_text=_about(other, sheet.side), choices=ANSWERS, required=False, widget=forms.RadioSelect,
                initial=sheet.said.get(other.pk, ""))

    @property
    def says(self):
        return {int(name.removeprefix("with_")): value for name, value in self.cleaned_data.items()}


def _about(other, side):
    if side == MENTOR:
        return " · ".join(filter(None, [str(trade_label(other.trade)) if other.trade else "", other.address]))
    return ", ".join(skill_words(other)[:3])


def wishes_page(request, season, side, about, *, by, link=None, via="link", template="shell/wishes.html", back=""):
    """Show the lines of one side, or keep what was said."""
    sheet = sheet_of(season, side, about.pk)
    if sheet is None:
        return render(request, template, {"season": season, "about": about, "sheet": None, "back": back})
    form = Wishes(request.POST if request.method == "POST" else None, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        done, _changed = attempt(request, answer_wishes, form=form, season=season, side=side, about=about, says=form.says, by=by, via=via)
        if done:
            if link:
                use_link(link=link)
            messages.success(request, _("Merci, c’est noté. Vous pouvez changer d’avis jusqu’à la décision."))
            return redirect(back or request.path)
    return render(request, template, {"season": season, "about": about, "sheet": sheet, "form": form, "back": back,
                                      "is_mentor": side == MENTOR, "on_behalf": via == "phone"})


def sharing_page(request, sharing, *, link):
    """Yes or no to sharing one's mentor with a competitor."""
    if request.method == "POST":
        if request.POST.get("accepts") not in ("yes", "no"):
            raise Http404
        attempt(request, answer_sharing, sharing=sharing, accepts=request.POST["accepts"] == "yes", by=link.person)
        use_link(link=link)
        return redirect(request.path)
    return render(request, "shell/sharing.html", {"season": sharing.season, "sharing": sharing})
