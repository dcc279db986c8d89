"""A url's name is the name of one address: what is looked up by name is not another's."""

from collections import Counter

from tests.thread.table import SIGN_IN
from tests.thread.test_page_and_api_pairs import patterns


def test_no_name_is_used_twice():
    ours = Counter(name for name, _pattern in patterns() if name.rpartition(":")[2] and not name.startswith(SIGN_IN))

    assert [name for name, times in ours.items() if times > 1] == []
