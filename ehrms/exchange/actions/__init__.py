"""Bringing a file in, checking it row by row, and applying it: three acts, each safe to repeat."""

from ehrms.exchange.actions.applying import ApplicationRefused, apply_chunk, ask_to_apply, finish_applying
from ehrms.exchange.actions.checking import check_chunk, finish_checking
from ehrms.exchange.actions.receiving import COLUMN_NAMES, ExchangeRefused, receive

__all__ = [
    "COLUMN_NAMES",
    "ApplicationRefused",
    "ExchangeRefused",
    "apply_chunk",
    "ask_to_apply",
    "check_chunk",
    "finish_applying",
    "finish_checking",
    "receive",
]
