"""Forms drawn with the shell's own templates: summary, label above, help under, errors beside."""
from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    form_template_name = "shell/form.html"
    field_template_name = "shell/field.html"
