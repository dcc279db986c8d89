"""Forms of signing up."""

from django import forms


class SignUpDetails(forms.Form):
    def signup(self, request, user):  # type: ignore[no-untyped-def]
        """Called by allauth after the login is made."""
