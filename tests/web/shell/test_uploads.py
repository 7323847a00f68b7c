"""A request far too large is refused before it is read."""
import io

from django.test import RequestFactory

from chalandise.web.shell.uploads import refuse_huge


class Unread(io.BytesIO):
    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


def test_two_gigabytes_are_refused_unread_with_the_limit_in_words(client, cast):
    client.force_login(cast.nadia)
    answer = client.generic("POST", f"/offreur/{cast.ardoise.pk}/solutions/{cast.solution.pk}/documents/", b"",
                            content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(2 * 2**30), **{"wsgi.input": Unread()})
    assert (answer.status_code, answer["Connection"]) == (413, "close")
    page = answer.content.decode().replace("\u00a0", " ")
    assert "Vous avez envoyé 2048 Mo ; le maximum est de 20 Mo." in page


def test_what_a_form_may_hold_goes_through():
    request = RequestFactory().post("/x/", data=b"a" * 1000, content_type="text/plain")
    assert refuse_huge(lambda _request: "read")(request) == "read"


def test_a_length_that_is_none_goes_through_to_who_reads_it():
    request = RequestFactory().post("/x/", data=b"", content_type="text/plain", CONTENT_LENGTH="²")
    assert refuse_huge(lambda _request: "read")(request) == "read"
