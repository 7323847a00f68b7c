"""Does it fit? Three buttons, by a mailed link or signed in, the same for both sides; a word if one wishes."""
from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from chalandise.mentoring.operations.fit import answer_fit
from chalandise.people.operations import use_link
from chalandise.web.shell.gestures import attempt

BUTTONS = [("good", _("Ça va bien")), ("unsure", _("Je ne sais pas encore")), ("bad", _("Ça ne va pas"))]


class Words(forms.Form):
    says = forms.ChoiceField(choices=BUTTONS, widget=forms.HiddenInput)
    words = forms.CharField(label=_("Un mot, si vous voulez"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=_("Lu par l’équipe seulement."))


def fit_page(request, link, pairing, side, *, by=None):
    """Show the three buttons, or what was answered with room for a word; `link` is None for somebody who signed in (`by`)."""
    if request.method == "POST":
        form = Words(request.POST)
        if form.is_valid():
            done, _answer = attempt(request, answer_fit, form=form, pairing=pairing, side=side, by=by or link.person, **form.cleaned_data)
            if done:
                if link:
                    use_link(link=link)
                return redirect(request.path)
    last = pairing.fits.filter(side=side).first()
    other = str(pairing.shop) if side == "mentor" else pairing.mentor.person.given_name
    return render(request, "shell/visits/fit.html", {
        "pairing": pairing, "season": pairing.season, "other": other, "buttons": BUTTONS, "last": last, "side": side,
        "form": Words(initial={"says": last.says, "words": last.words}) if last else None})
