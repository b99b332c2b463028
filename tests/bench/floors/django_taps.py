"""The same durable tap as a small Django view: signed pass, one transaction, tap kept once, attendance, revision, trace."""

import hashlib
import json
import os
import time

import django
from django.conf import settings
from django.core.signing import BadSignature, loads
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

PRAGMAS = "pragma journal_mode=wal; pragma synchronous=full; pragma busy_timeout=10000"
settings.configure(
    SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, DEBUG=False, MIDDLEWARE=[],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["BENCH_DB"], "CONN_MAX_AGE": None,
                           "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": PRAGMAS}}},
)
django.setup()


@csrf_exempt
def tap(request, session):
    try:
        who = loads(request.headers["Authorization"].removeprefix("Bearer "), max_age=43200)
    except BadSignature:
        return JsonResponse({"error": "pass"}, status=401)
    done, now = [], int(time.time() * 1000)
    with transaction.atomic(), connection.cursor() as db:
        for each in json.loads(request.body)["taps"]:
            db.execute("insert or ignore into tap values (%s,%s,%s,%s,%s,%s)",
                       [each["uuid"], session, json.dumps(each), each["at"], who["id"], now])
            if db.rowcount:
                db.execute("insert into attendance values (%s,%s,%s,%s) on conflict (session, person) do update set"
                           " present = excluded.present, at = excluded.at where excluded.at >= at",
                           [session, each["person"], int(each["present"]), each["at"]])
            done.append(each["uuid"])
        db.execute("update register set revision = revision + 1 where session = %s", [session])
        db.execute("select hash from audit order by id desc limit 1")
        last = (db.fetchone() or ["0"])[0]
        db.execute("insert into audit (at, who, facts, hash) values (%s,%s,%s,%s)",
                   [now, who["id"], json.dumps(done), hashlib.sha256((last + json.dumps(done)).encode()).hexdigest()])
    return JsonResponse({"acknowledged": done})


urlpatterns = [path("tap/<int:session>", tap)]
application = get_wsgi_application()
