# One image for web, content origin, worker, beat and the migrate job; docker-compose.yml names the command of each.
FROM node:22-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM python:3.13-slim AS packages
COPY requirements/base.txt requirements/storage.txt /requirements/
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements/base.txt -r /requirements/storage.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin karmayogi \
    && install -d -o karmayogi -g karmayogi /data
COPY --from=packages /venv /venv
COPY . /app
COPY --from=front-end /app/static/build /app/static/build
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data STATIC_ROOT=/app/static-collected STATIC_MANIFEST=1 BIND=0.0.0.0 DEMO=0
RUN BUILDING=1 DATABASE_URL=postgresql://nobody@nowhere/nothing sh -c \
    "python manage.py compile_translations && python manage.py collectstatic --no-input" \
    && python -m compileall -q -x node_modules /app
USER karmayogi
VOLUME /data
EXPOSE 8000 8001
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "2", "--respawn-failed-workers", "--workers-kill-timeout", "10", "--no-ws", "karmayogi.wsgi:application"]
