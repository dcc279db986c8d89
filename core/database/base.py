"""PostgreSQL's backend; Django looks for the class by this name, in this file."""

import select

from django.db.backends.postgresql import base
from psycopg2.extensions import TRANSACTION_STATUS_INERROR


class DatabaseWrapper(base.DatabaseWrapper):
    """A kept connection is looked at before a request uses it; that is done without a question to the server."""

    def is_usable(self) -> bool:
        """Whether the server still holds the line, and no transaction on it has failed.

        Between two requests it has nothing to say, so anything that can be read now is its farewell. A machine that went
        silently is not noticed here, and a question would not come back from it either.
        """
        if self.connection is None or self.connection.closed:
            return False
        if self.connection.get_transaction_status() == TRANSACTION_STATUS_INERROR:
            return False
        line = select.poll()
        line.register(self.connection.fileno(), select.POLLIN | select.POLLERR | select.POLLHUP)
        return not line.poll(0)
