FROM debian:trixie-slim

# The PDF is made in child processes: tini reaps them. Backups of PostgreSQL are made with its own programs.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates postgresql-client python3 tini && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/scan
COPY pyproject.toml LICENSE ./
COPY requirements requirements
COPY script/setup script/
COPY app/__init__.py app/
# The group `release` adds what `scan release` needs.
ARG GROUP=runtime
RUN script/setup "$GROUP" && rm -rf /var/lib/apt/lists/* /root/.cache
COPY . .
RUN .venv/bin/python -m compileall -q app \
    && useradd --system --create-home scan \
    && install -d -o scan -g scan -m 0700 /data

ENV SCAN_DATA_DIR=/data
VOLUME /data
USER scan
EXPOSE 8000
ENTRYPOINT ["tini", "--"]
CMD [".venv/bin/scan", "serve", "--host", "0.0.0.0"]
