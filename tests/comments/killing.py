"""Starts workers and kills them at any moment: `python -m tests.comments.killing ROUNDS`, as the site is set.

A worker is a fork of this process, for starting Python anew 200 times takes minutes.
"""

import logging
import os
import random
import signal
import sys
import time
from datetime import timedelta

import django

LONGEST_LIFE = 0.04  # seconds after it has found its database; a mail takes about half of it
PAUSE = 0.005


def main(rounds: int) -> None:
    django.setup()
    logging.disable()
    from django.db import connections  # noqa: PLC0415

    from comments import delivery, outbox  # noqa: PLC0415
    from comments.models import Mail  # noqa: PLC0415

    outbox.LEASE = timedelta(seconds=0.1)
    outbox.FIRST_WAIT = timedelta(0)

    def work() -> None:
        outbox.work_off(delivery.deliver, lambda: False)

    delivery.compose(Mail.objects.earliest("pk"))  # so that no worker has to read the templates
    connections.close_all()
    if hasattr(connections["default"], "close_pool"):
        connections["default"].close_pool()  # it has threads, which no fork takes along
    parent = os.getpid()
    for _ in range(rounds):
        ready, say_ready = os.pipe()
        pid = os.fork()
        if not pid:
            connections["default"].ensure_connection()
            os.write(say_ready, b".")
            while os.getppid() == parent:  # none is left behind
                work()
                time.sleep(PAUSE)
            os._exit(0)
        os.close(say_ready)
        os.read(ready, 1)
        time.sleep(random.uniform(0, LONGEST_LIFE))
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(ready)
    sys.stdout.write(f"killed {rounds}")
    while Mail.objects.filter(state=Mail.State.WAITING).exists():
        work()
        time.sleep(PAUSE)


if __name__ == "__main__":
    main(int(sys.argv[1]))
