"""Gathers the tables of e-HRMS."""

from ehrms.exchange.models import Exchange, ExchangeRow, ExchangeSource
from ehrms.officials.models import Official, Posting

__all__ = ["Exchange", "ExchangeRow", "ExchangeSource", "Official", "Posting"]
