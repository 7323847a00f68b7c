"""Amounts as people type them: "180", "180,50", "1 180 €"."""
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chalandise.foundation.wording import french, read_number


class EurosField(forms.Field):
    """A number of euros, kept as Decimal; the operation says what is too small or too large."""

    widget = forms.TextInput

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label", _("Montant en euros"))
        super().__init__(*args, **kwargs)
        self.widget.attrs.update(inputmode="decimal", autocomplete="off")

    def to_python(self, value):
        try:
            return read_number(value)
        except InvalidOperation:
            raise ValidationError(_("Écrivez un montant en chiffres, par exemple 180,00.")) from None

    def prepare_value(self, value):
        return str(value).replace(".", "," if french() else ".") if isinstance(value, Decimal) else value


class OnceForm(forms.Form):
    """A form whose double click is one click: it carries a key made when it was opened."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            import uuid  # noqa: PLC0415  (cold path)
            self.initial["once"] = uuid.uuid4().hex

    def key(self, prefix):
        """Return the operation's `once`, or None when the form lost it."""
        typed = self.cleaned_data.get("once", "")
        return f"{prefix}:{typed}" if typed else None
