"""`{% load i18n %}`: Django's own tags, but a sentence without variables is looked up once for each language.

A page holds dozens, and each look costs as much as a small query.
"""

from typing import Any

from django.template import Context, Library
from django.template.base import Parser, Token, Variable
from django.templatetags import i18n
from django.utils.translation import get_language

register = Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class SentenceNode(i18n.TranslateNode):
    """A `{% translate %}` of words that stand in the template."""

    def __init__(self, node: i18n.TranslateNode) -> None:
        self.__dict__.update(node.__dict__)
        self.name, self.asvar = node.asvar, None
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = get_language()
        if (words := self.known.get(language)) is None:
            words = self.known[language] = super().render(context)
        if self.name:
            context[self.name] = words
            return ""
        return words


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Any:
    node = i18n.do_translate(parser, token)
    said = node.filter_expression
    is_sentence = isinstance(said.var, Variable) and said.var.literal is not None and not said.filters
    return SentenceNode(node) if is_sentence and not node.message_context and not node.noop else node
