"""Forms of the team that runs a review: who is asked, what is decided, which names are hidden."""
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chalandise.catalogue.models import Decision, Solution
from chalandise.catalogue.rules.anonymity import proposed, texts_of


class ReviewerForm(forms.Form):
    given_name = forms.CharField(label=gettext_lazy("Prénom"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("Nom"), max_length=80)
    email = forms.EmailField(label=gettext_lazy("Adresse e-mail"), max_length=200, widget=forms.EmailInput(attrs={"inputmode": "email", "spellcheck": "false"}))


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Décision"), choices=Decision.Outcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("La raison, pour l’entreprise"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
                             help_text=gettext_lazy("Elle la lira dans sa lettre : concrète, courtoise, sans nommer personne."))
    conditions = forms.CharField(label=gettext_lazy("Conditions"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                                 help_text=gettext_lazy("Seulement pour une qualification sous conditions."))
    summary = forms.CharField(label=gettext_lazy("Résumé pour le catalogue"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=gettext_lazy("Seulement si la solution entre au catalogue : ce qu’un commerçant doit savoir."))

    def __init__(self, *args, decision=None, **words):
        super().__init__(*args, **words)
        if decision:
            self.initial |= {name: getattr(decision, name) for name in ("outcome", "reason", "conditions", "summary")}


class NamesForm(forms.Form):
    """Each text of a sheet, with the names that we know of already replaced; what is emptied is not shown at all."""

    def __init__(self, *args, version, redacted, names, **words):
        super().__init__(*args, **words)
        for name, text in texts_of(version.sheet).items():
            label = str(_("Pourquoi pour les boutiques de ce territoire") if name == "motivation" else Solution._meta.get_field(name).verbose_name)
            self.fields[name] = forms.CharField(label=label[:1].upper() + label[1:], required=False, widget=forms.Textarea(attrs={"rows": 4}),
                                                initial=redacted.get(name, proposed(text, names, "[…]")))


class NoteForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Votre message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
