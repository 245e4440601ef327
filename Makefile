# Every target is a thin name for a command that works by itself. Needs Python 3.11 or newer, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TEST_JOBS ?= 2

.PHONY: help site check serve posters test test-slow test-office lint sample bench bench-search lighthouse web docs lock clean browser

help:
	@echo "make site       生成示例网站（写进 site/）"
	@echo "make check      检查登记簿"
	@echo "make serve      在本机查看，改动后自动更新"
	@echo "make posters    把窗口公示牌做成 PDF（posters/）"
	@echo "make test       运行全部测试（会安装 Chromium 和中文字体）"
	@echo "make docs       更新规则目录"
	@echo "make test-slow  运行较慢的测试（模糊测试、五十次中断）"
	@echo "make test-office  用 LibreOffice 打开下载文件（会安装它）"
	@echo "make bench      测速：一万条记录的检查和生成"
	@echo "make lighthouse  用 Lighthouse 给示例网站的网页打分"
	@echo "make sample     重新生成示例县的台账"
	@echo "make lock       更新锁定的依赖"

$(VENV)/site.stamp: requirements/site.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 或更新的版本，现在是 " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

site: $(VENV)/site.stamp
	$(BIN)/gongshi build

check: $(VENV)/site.stamp
	$(BIN)/gongshi check

serve: $(VENV)/site.stamp
	$(BIN)/gongshi serve

browser:
	@sh tests/install-browser.sh

posters: $(VENV)/site.stamp site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/pdf.txt
	$(BIN)/gongshi posters

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

web: tests/web/node_modules/.package-lock.json

%/web/node_modules/.package-lock.json: %/web/package-lock.json
	@command -v npm >/dev/null || { echo "检查网页要用 Node.js（20 以上）和 npm，请先安装。" >&2; exit 3; }
	npm ci --silent --ignore-scripts --prefix $*/web
	@touch $@

test: $(VENV)/test.stamp browser web lint
	$(BIN)/python -m pytest -m "not slow and not office" -n $(TEST_JOBS) --dist worksteal

test-slow: $(VENV)/test.stamp browser
	$(BIN)/python -m pytest -m slow

test-office: $(VENV)/test.stamp
	@sh tests/install-office.sh
	$(BIN)/python -m pytest -m office -n 2

bench: $(VENV)/test.stamp
	$(BIN)/python -m benchmarks.run --records 10000

bench-search: $(VENV)/test.stamp browser
	$(BIN)/python -m benchmarks.search --records 10000

lighthouse: $(VENV)/test.stamp browser benchmarks/web/node_modules/.package-lock.json
	$(BIN)/python -m benchmarks.lighthouse

sample: $(VENV)/site.stamp
	$(BIN)/python -m benchmarks.bureau registries --sample

docs: $(VENV)/site.stamp
	$(BIN)/gongshi explain --all > content/handbook/rules.md
	$(BIN)/gongshi explain --registers > content/handbook/registers.md

lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet uv
	$(VENV)-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml requirements/build.in -o requirements/site.txt
	$(VENV)-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --extra dev pyproject.toml requirements/build.in -o requirements/test.txt
	$(VENV)-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --extra pdf pyproject.toml requirements/build.in -o requirements/pdf.txt
	$(VENV)-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --extra cluster pyproject.toml requirements/build.in -o requirements/cluster.txt
	$(VENV)-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --extra cloud pyproject.toml requirements/build.in -o requirements/cloud.txt
	rm -rf $(VENV)-lock

clean:
	rm -rf .gongshi site $(VENV)
