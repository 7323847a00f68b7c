"""Forms drawn with the shell's own field template."""
from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    field_template_name = "shell/field.html"
