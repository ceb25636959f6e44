'use strict';

/*
 * The first thing every npm script runs, written for any Node and with nothing installed. It makes sure that the
 * dependencies of package-lock.json are installed and that a Node new enough runs the rest:
 *
 *   node scripts/bootstrap.cjs SCRIPT.ts [argument…]
 *
 * A machine whose Node is new enough downloads no other. On Linux an older one fetches the pinned Node from the package
 * registry into .node-runtime/; elsewhere it says which Node to install. Everything is said on standard error, so that
 * a script's own output stays clean; the second time it takes milliseconds and says nothing.
 */

var childProcess = require('node:child_process');
var crypto = require('node:crypto');
var fs = require('node:fs');
var os = require('node:os');
var path = require('node:path');

/* better-sqlite3 crashes on older ones, and they cannot run TypeScript. */
var oldestNode = [22, 12];
/* From here on Node runs TypeScript without being asked to. */
var stripsTypesItself = [22, 18];

var root = path.join(__dirname, '..');

function atLeast(version, wanted) {
  var parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] > wanted[0] || (parts[0] === wanted[0] && parts[1] >= wanted[1]);
}

function say(line) {
  process.stderr.write(`tidemark: ${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}

function hashOf(file) {
  return crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

/* npm as the one that started us, so that nothing depends on what PATH says. */
function npmCi(folder) {
  var npm = process.env.npm_execpath;
  var args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  var options = { cwd: folder, stdio: ['ignore', 2, 2] };
  var result = npm
    ? childProcess.spawnSync(process.execPath, [npm].concat(args), options)
    : childProcess.spawnSync('npm', args, Object.assign({ shell: process.platform === 'win32' }, options));
  return !result.error && result.status === 0;
}

/* Installs what the lock file names unless the very same is installed already. */
function install(folder, what) {
  var lockHash = hashOf(path.join(folder, 'package-lock.json'));
  var stamp = path.join(folder, 'node_modules', '.tidemark-installed');
  if (readIfThere(stamp) === lockHash) return;
  say(`installing ${what} (once; needs the package registry)…`);
  var started = Date.now();
  if (!npmCi(folder)) {
    fail(
      'installing ' +
        what +
        ' failed. Check the connection to the package registry, then run the same command again.',
    );
  }
  fs.writeFileSync(stamp, lockHash);
  say(`installed ${what} in ${Math.round((Date.now() - started) / 1000)} s`);
}

/* The Node to go on with. */
function suitableNode() {
  if (atLeast(process.version, oldestNode)) return process.execPath;
  var name = `node-linux-${process.arch}`;
  if (process.platform !== 'linux' || (process.arch !== 'x64' && process.arch !== 'arm64')) {
    fail(
      'this is Node ' +
        process.version +
        '. Install Node 24 from https://nodejs.org, then run the same command again.',
    );
  }
  var folder = path.join(root, '.node-runtime');
  fs.mkdirSync(folder, { recursive: true });
  ['package.json', 'package-lock.json'].forEach(function copy(file) {
    fs.copyFileSync(path.join(__dirname, 'node-runtime', file), path.join(folder, file));
  });
  install(folder, `Node 24, since this is ${process.version}`);
  var binary = path.join(folder, 'node_modules', name, 'bin', 'node');
  if (!fs.existsSync(binary))
    fail(`Node 24 was installed, but ${binary} is not there. Delete .node-runtime and try again.`);
  return binary;
}

function run(node, args) {
  var version = node === process.execPath ? process.version : 'v24.0.0';
  var flags = atLeast(version, stripsTypesItself)
    ? []
    : ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  var binFolder = path.dirname(node);
  var env = Object.assign({}, process.env, { PATH: binFolder + path.delimiter + (process.env.PATH || '') });
  /* What is run again and again need not be compiled each time; it is where Node itself keeps it. */
  if (env.NODE_COMPILE_CACHE === undefined)
    env.NODE_COMPILE_CACHE = path.join(os.tmpdir(), 'node-compile-cache');
  /* As options of the environment they also reach the processes that ours start. */
  if (flags.length > 0) env.NODE_OPTIONS = [env.NODE_OPTIONS || ''].concat(flags).join(' ').trim();
  var child = childProcess.spawn(node, args, { stdio: 'inherit', env: env });
  child.on('error', function refuse(error) {
    fail(`${node} could not be started: ${error.message}`);
  });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function forward(signal) {
    process.on(signal, function pass() {
      child.kill(signal);
    });
  });
  child.on('exit', function end(code, signal) {
    process.exit(signal ? 1 : code);
  });
}

var node = suitableNode();
install(root, 'dependencies');
run(node, process.argv.slice(2));
