"""Forms of the account: come in, correct one's data, leave."""
import json
from contextlib import contextmanager

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SignIn(LoginForm):
    """One field; the code goes to this address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("Votre adresse e-mail")
        field.widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"})


class Code(ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code à six chiffres")
        field.widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})


class Credential(forms.JSONField):
    """What a key says of itself: written by a script, so what no script writes is a bad request.

    Python reads no number of over 4,300 digits and no list nested thousands deep; allauth takes an object for granted.
    """

    def __init__(self):
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            said = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise BadRequest("not a key") from error
        if not isinstance(said, dict):
            raise BadRequest("not a key")
        return said


@contextmanager
def read_as_a_key():
    """allauth and fido2 take the parts of a key for granted: where one is missing or of another kind, no key was sent."""
    try:
        yield
    except (LookupError, TypeError, AttributeError, ArithmeticError, ValueError) as error:
        raise BadRequest("not a key") from error


class EnterByKey(LoginWebAuthnForm):
    credential = Credential()

    def clean_credential(self):
        with read_as_a_key():
            return super().clean_credential()


class AddKey(AddWebAuthnForm):
    """Only keys that open the door by themselves: the box that asks is gone."""

    credential = Credential()

    def clean(self):
        with read_as_a_key():
            return super().clean()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nom de la clé (par exemple : mon téléphone)")
        self.fields["passwordless"].label = _("Entrer avec cette clé seule, sans courriel")
        self.fields["passwordless"].initial = True


class NameKey(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Nom de la clé")


class MyData(forms.Form):
    given_name = forms.CharField(label=_("Prénom"), max_length=80, required=False,
                                 widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    family_name = forms.CharField(label=pgettext_lazy("famille", "Nom"), max_length=80, required=False,
                                  widget=forms.TextInput(attrs={"autocomplete": "family-name"}))
    phone = forms.CharField(label=_("Téléphone"), max_length=30, required=False,
                            widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))
    language = forms.ChoiceField(label=_("Langue des pages et des courriels"), choices=[("fr", "Français"), ("en", "English")])


class Leave(forms.Form):
    typed = forms.CharField(label=_("Pour confirmer, écrivez : effacer"), max_length=20,
                            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}))
