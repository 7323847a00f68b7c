"""What the team types about the question bank: the whole text, or one question without reading the text."""
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONG = ("ask", "why", "how")


class TextForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Texte du questionnaire"), strip=False, widget=forms.Textarea(
        attrs={"rows": 30, "spellcheck": "false", "autocapitalize": "off", "class": "code"}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class QuestionForm(forms.Form):
    """The words and the weights of one question; each field is named after its path in the text."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, number, table, **kwargs):
        super().__init__(*args, **kwargs)
        self.paths, self.groups = {}, []
        root = ("question", number)
        self._group(_("La question"), [*self._words(root, table, "ask", _("Question")), *self._words(root, table, "example", _("Exemple")),
                                       self._whole((*root, "weight"), table.get("weight", 1), _("Poids dans son thème"), 1)])
        for n, answer in enumerate(table.get("answer", [])):
            path = (*root, "answer", n)
            self._group(_("Réponse « %(key)s »") % {"key": answer.get("key")}, [
                self._text((*path, "fr"), answer.get("fr", ""), _("En français")), self._text((*path, "en"), answer.get("en", ""), _("En anglais")),
                self._whole((*path, "worth"), answer.get("worth", 0), _("Ce qu’elle vaut, de 0 à 100"), 0)])
        for n, step in enumerate(table.get("step", [])):
            self._step((*root, "step", n), step)

    def _step(self, path, step):
        words = (("title", _("Titre")), ("why", _("Pourquoi")), ("how", _("Comment")), ("time", _("Combien de temps")))
        self._group(_("Conseil « %(key)s »") % {"key": step.get("key")}, [
            *(name for word, label in words for name in self._words(path, step, word, label)),
            self._number((*path, "hours"), step.get("hours", 1), _("Heures de travail")),
            self._whole((*path, "chance"), step.get("chance", 100), _("Sur cent qui commencent, combien y arrivent"), 1)])

    def _group(self, legend, names):
        self.groups.append((legend, [self[name] for name in names]))

    def _words(self, path, table, word, label):
        given = table.get(word) if isinstance(table.get(word), dict) else {}
        return [self._text((*path, word, "fr"), given.get("fr", ""), f"{label} ({_('français')})", long=word in LONG),
                self._text((*path, word, "en"), given.get("en", ""), f"{label} ({_('anglais')})", long=word in LONG)]

    def _text(self, path, value, label, *, long=False):
        return self._add(path, forms.CharField(label=label, max_length=1000, initial=value, widget=forms.Textarea(attrs={"rows": 2}) if long else None))

    def _whole(self, path, value, label, low):
        return self._add(path, forms.IntegerField(label=label, min_value=low, max_value=100, initial=value))

    def _number(self, path, value, label):
        return self._add(path, forms.DecimalField(label=label, min_value=0, max_value=1000, max_digits=6, decimal_places=2, initial=value))

    def _add(self, path, field):
        name = "-".join(map(str, path[2:]))
        self.paths[name], self.fields[name] = path, field
        return name

    @property
    def wrong(self):
        """Return [(field, its errors)], for the summary above the groups."""
        return [(field, field.errors) for _legend, fields in self.groups for field in fields if field.errors]

    @property
    def changed(self):
        """Return {path: value} of what was changed."""
        return {self.paths[name]: _plain(self.cleaned_data[name]) for name in self.changed_data if name in self.paths}


def _plain(value):
    if isinstance(value, str):
        return " ".join(value.split())
    return int(value) if value == int(value) else float(value)
