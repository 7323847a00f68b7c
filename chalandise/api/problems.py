"""Refusals of the API, in JSON whatever goes wrong."""
from django.http import JsonResponse


class Wrong(Exception):
    """What was asked is not understood: the name of the parameter, and what to do."""

    def __init__(self, name, detail):
        super().__init__(detail)
        self.name, self.detail = name, detail


def problem(status, error, detail):
    return JsonResponse({"error": error, "detail": detail}, status=status, headers={"Access-Control-Allow-Origin": "*"})


def not_found(request, rest=""):
    """Answer an address of the API that nothing answers to."""
    return problem(404, "not_found", "Nothing here. The list of addresses is /api/v1/openapi.json.")
