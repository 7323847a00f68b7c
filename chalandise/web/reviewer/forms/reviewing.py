"""A reviewer's forms: their part in the call, and a score with a word for each criterion."""
from django import forms
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.queries.reviewing import marks_of
from chalandise.catalogue.rules import need_choices
from chalandise.people.queries.reasons import tie_choices
from chalandise.people.rules import TIES


class PartForm(forms.Form):
    load = forms.IntegerField(label=_("Combien de réponses prenez-vous, au plus ?"), min_value=1, max_value=30, initial=5,
                              help_text=_("Une relecture prend environ une heure."), widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    needs = forms.MultipleChoiceField(label=_("Ce que vous connaissez bien"), required=False, choices=need_choices, widget=forms.CheckboxSelectMultiple,
                                      help_text=_("Les réponses qui en parlent vous seront confiées d’abord."))


NO_SCORE = "none"


class ReviewForm(forms.Form):
    """`final`: everything that the review must have is asked for; otherwise what is there is kept."""

    comment = forms.CharField(label=_("À l’entreprise : ce qui convainc, ce qui manque"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}),
                              help_text=_("Elle le lira avec la décision, sans votre nom."),
                              error_messages={"required": _("Écrivez à l’entreprise ce qui vous convainc et ce qui manque.")})
    private = forms.CharField(label=_("À l’équipe et aux autres relecteurs"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=_("L’entreprise ne le lit pas."))

    def __init__(self, *args, call, review, final=True, **words):
        super().__init__(*args, **words)
        self.marks = marks_of(call, review)
        if review:
            self.initial |= {"comment": review.comment, "private": review.private}
        for mark in self.marks:
            self.fields |= self._fields_of(mark)
        self.order_fields([*(f"{part}_{m.criterion.pk}" for m in self.marks for part in ("value", "comment")), "comment", "private"])
        if not final:
            for field in self.fields.values():
                field.required = False

    def _fields_of(self, mark):
        value = forms.TypedChoiceField(
            label=mark.criterion.label, coerce=lambda v: None if v == NO_SCORE else int(v), empty_value=None, widget=forms.RadioSelect,
            help_text=mark.criterion.question, choices=[*enumerate_anchors(mark.criterion), (NO_SCORE, _("Je ne donne pas de note"))],
            initial=mark.value if mark.value is not None else NO_SCORE if mark.comment else None,
            error_messages={"required": _("Choisissez une note, ou dites que vous n’en donnez pas.")})
        comment = forms.CharField(label=_("Pourquoi, en une phrase : %(criterion)s") % {"criterion": mark.criterion.label}, max_length=5000, initial=mark.comment,
                                  widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": _("Écrivez en une phrase pourquoi.")})
        return {f"value_{mark.criterion.pk}": value, f"comment_{mark.criterion.pk}": comment}

    def typed(self):
        """Return the words of the operation, from what could be read."""
        said = self.cleaned_data
        return {"scores": {m.criterion.pk: (said[f"value_{m.criterion.pk}"], said[f"comment_{m.criterion.pk}"]) for m in self.marks
                           if f"value_{m.criterion.pk}" in said and f"comment_{m.criterion.pk}" in said},
                "comment": said.get("comment"), "private": said.get("private")}


def enumerate_anchors(criterion):
    """Return the scores of a criterion from the best, each with its sentence."""
    sentences = [*criterion.anchors, *[""] * 5][:5]
    return [(str(n), f"{n} · {sentences[n]}" if sentences[n] else str(n)) for n in range(4, -1, -1)]


class AbstentionForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi vous abstenez-vous ?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class TieForm(forms.Form):
    kind = forms.ChoiceField(label=_("Votre lien avec cette entreprise"), choices=lambda: [("", _("à choisir")), *tie_choices(TIES)])


class PostForm(forms.Form):
    text = forms.CharField(label=_("Votre message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
