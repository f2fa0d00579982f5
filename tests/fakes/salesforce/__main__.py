"""The sample company as a Salesforce org, to be tried by hand or by another program:

python -m tests.fakes.salesforce --port 8601 --private
"""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from tests.fakes.salesforce.sample import sample_org
from tests.fakes.salesforce.server.server import FakeSalesforce
from tests.fakes.salesforce.server.sessions import App


async def serve(port: int, callback: str, *, private: bool) -> None:
    """Until it is stopped."""
    org = sample_org(datetime.now(UTC), private=private, clock=lambda: datetime.now(UTC))
    app = App(redirect_uris=(callback,))
    async with FakeSalesforce(org, apps=(app,), port=port) as salesforce:
        told = (
            f"{salesforce.url}  client id {app.client_id}  secret {app.secret}  back to {callback}"
        )
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8601)
    parser.add_argument("--callback", default="http://127.0.0.1:8484/salesforce/callback")
    parser.add_argument("--private", action="store_true", help="people read theirs and those below")
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.callback, private=given.private))


if __name__ == "__main__":
    main()
