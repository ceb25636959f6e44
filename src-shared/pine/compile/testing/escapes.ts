/*
 * Code that must never come out of the compiler, each line a way in which somebody might try to get out of it. The first
 * part of a line names it; what follows the bar stands inside the function of the global code.
 */

const listed = String.raw`
constructor of a number | t1 = v1.constructor;
constructor of a constructor | t1 = v1.constructor.constructor;
constructor called | v1.constructor("return 1")();
prototype of a value | t1 = v1.prototype;
prototype of a function of ours | t1 = f0.prototype;
dunder proto | t1 = v1.__proto__;
dunder proto written | v1.__proto__ = v1;
dunder proto in an object | t1 = { __proto__: v1 };
dunder proto as a text key | t1 = { "__proto__": v1 };
define getter | v1.__defineGetter__(v1, f0);
lookup getter | v1.__lookupGetter__(v1);
global this | t1 = globalThis;
global of Node | t1 = global;
window | t1 = window;
self | t1 = self;
process | t1 = process;
process exit | process.exit(1);
require | t1 = require("fs");
module | t1 = module;
document | t1 = document;
Function called | t1 = Function("return 1");
Function constructed | t1 = new Function("return 1");
eval | eval("1");
indirect eval | (0, eval)("1");
import call | import("fs");
import meta | t1 = import.meta;
this | t1 = this;
this member | t1 = this.k;
new target | t1 = new.target;
new of ours | t1 = new f0(i);
arguments | t1 = arguments;
arguments callee | t1 = arguments.callee;
caller of a function | t1 = f0.caller;
bind | f0.bind(u)(i);
call | f0.call(u, i);
apply | f0.apply(u, [i]);
to string of a function | t1 = f0.toString();
to source | t1 = f0.toSource();
Object | t1 = Object;
Object keys | t1 = Object.keys(x);
get prototype of | t1 = Object.getPrototypeOf(v1);
set prototype of | Object.setPrototypeOf(v1, v1);
define property | Object.defineProperty(v1, "f0", { get: f0 });
Reflect | t1 = Reflect;
Reflect construct | Reflect.construct(f0, []);
Proxy | t1 = new Proxy(v1, {});
Symbol | t1 = Symbol;
symbol iterator | t1 = v1[Symbol.iterator];
Array | t1 = Array;
array of | t1 = Array.of(1);
array from | t1 = Array.from(v1);
String | t1 = String.fromCharCode(1);
raw text | t1 = String.raw(v1);
Number | t1 = Number(v1);
JSON | t1 = JSON.parse("{}");
Date | t1 = new Date();
date now | t1 = Date.now();
performance | t1 = performance.now();
Math itself | t1 = Math;
math random | t1 = Math.random();
math constructor | t1 = Math.constructor;
math written | Math.abs = f0;
math by text | t1 = Math["abs"](1);
math method as a value | t1 = Math.abs;
Promise | t1 = Promise;
Error | t1 = Error;
error stack | t1 = Error().stack;
Intl | t1 = Intl;
Atomics | t1 = Atomics;
shared memory | t1 = new SharedArrayBuffer(1);
web assembly | t1 = WebAssembly;
weak ref | t1 = new WeakRef(v1);
set timeout | setTimeout(f0, 1);
queue microtask | queueMicrotask(f0);
fetch | fetch("https://example.org");
web socket | t1 = new WebSocket("wss://example.org");
worker | t1 = new Worker("a");
console | console.log(1);
undefined | t1 = undefined;
Infinity | t1 = Infinity;
is NaN | t1 = isNaN(v1);
parse int | t1 = parseInt(v1);
escape | t1 = escape(v1);
NaN written | NaN = 1;
member by text | t1 = v1["constructor"];
member by a joined text | t1 = v1["con" + "structor"];
member by a variable | t1 = v1[t1];
member by a call | t1 = v1[f0(i)];
member by a template | t1 = v1[${'`'}constructor${'`'}];
member by a number of a value | t1 = v1[0];
fixed memory by text | t1 = n["constructor"];
fixed memory by a variable | t1 = n[v1];
fixed memory by the bar | t1 = n[i];
fixed memory by a negative number | t1 = n[-1];
fixed memory by a fraction | t1 = n[0.5];
fixed memory by an exponent | t1 = n[0e1];
fixed memory by a sum | t1 = n[0 + 0];
bars by text | t1 = b0["length"];
bars by a variable | t1 = b0[v1];
bars by a later bar | t1 = b0[i + 1];
bars by a number | t1 = b0[0];
bars by a computed distance | t1 = b0[i - v1];
bars by the bar and text | t1 = b0[i - "1"];
bars by a frame | t1 = b0[g];
constants by the bar | t1 = k[i];
constants by text | t1 = k["length"];
constants by number here | t1 = k[0];
constants themselves | t1 = k;
constants as an argument | f0(k);
constants counted | t1 = k.length;
constants popped | t1 = k.pop();
earlier bar written | j1 = v1;
earlier bar from text | j1 = "constructor";
earlier bar from another function | j1 = f0(i);
earlier bar declared otherwise | let j2 = "constructor";
earlier bar declared by a call | let j3 = f0(i);
earlier bar declared by a sum | let j4 = 0 + "constructor";
earlier bar and more | j1 = barAgo(i, v1) + "constructor";
bars of another function's bar | t1 = m1(z.child(0));
a frame as a value | t1 = g;
a frame's member where there is none | t1 = g.n[0];
a state as a value | t1 = s1;
a state as an argument | divided(s1, 1);
a frame handed to a helper | divided(c1, 1);
an object's capture of a value | t1 = { epoch: epoch(), capture: v1, revert: k0 };
a value returned on the next line | return
v1;
a break outside of loops | break;
a carriage return | t1 = ${'\r'} 1;
a line separator | t1 = ${'\u2028'} 1;
a byte order mark | t1 = ${'\ufeff'} 1;
a non-breaking space | t1 = ${'\u00a0'} 1;
a decrement of a negation | t1 = --v1;
a comma behind the last | t1 = [1, ];
a statement without its semicolon | t1 = 1
a function in a block | { function f9(i) { return 1; } }
bar written | i = "constructor";
bar written with a number | i = 5;
bar counted back | i = i - 1;
bar declared anew | let i = "constructor";
bar as another argument | f0("constructor");
bar left out | f0();
bar as an expression | f0(i + 0);
length | t1 = v1.length;
length of bars | t1 = b0.length;
buffer of bars | t1 = b0.buffer;
fill of bars | b0.fill(0);
subarray of bars | t1 = b0.subarray(0);
a method of text | t1 = v1.replace("a", "b");
a method of a list | v1.push(1);
iteration | t1 = v1.entries();
value of | t1 = v1.valueOf();
to string | t1 = v1.toString();
has own property | t1 = v1.hasOwnProperty("f0");
context member | t1 = x.bars;
context outputs | x.outputs.order(v1);
context shared | x.shared("a", f0);
context written | x.bar = 1;
context itself written | x = v1;
maker method that is none | z.constructor;
maker method by text | z["state"](0);
maker unknown method | z.escape(0);
maker written | z.state = f0;
state member | t1 = s1.next;
state unknown method | s1.save();
state by text | s1["next"](1);
state written | s1.next = f0;
request unknown method | d1.series("a", "b");
history unknown method | l1.grow();
result read | t1 = o1.at(i);
a value called | v1();
a temporary called | t1(1);
an element called | n[0]();
a member called | v1.f0();
a result called | f0(i)(1);
a conditional called | (v1 ? f0 : f0)(i);
a text called | "a"();
an input called | e1();
a helper written | divided = f0;
a helper as a value | t1 = divided;
a helper declared | let divided = 1;
a helper's member | t1 = divided.constructor;
a constant written | k1 = f0;
a constant declared otherwise | const k1 = f0;
a constant declared from a value | const k1 = v1;
a constant declared from a member | const k1 = x.heap;
a function written | f0 = v1;
a function declared twice | function f9(i) { return 1; } function f9(v1) { return 1; }
a function named otherwise | function escape(i) { return 1; }
a function with a default | function f9(v1 = globalThis) { return 1; }
a function with rest | function f9(...v1) { return 1; }
a function that takes apart | function f9({ v1 }) { return 1; }
a function whose parameter is a constant | function f9(k1) { k1(); }
a function whose parameter is a helper | function f9(divided) { divided(1, 1); }
an async function | async function f9(i) { return 1; }
a generator | function* f9(i) { return 1; }
a function expression | t1 = function () { return this; };
an arrow | t1 = () => 1;
an async arrow | t1 = async () => 1;
a class | class v9 { }
a class expression | t1 = class { };
a getter | t1 = { get f0() { return 1; } };
a setter | t1 = { set f0(v1) { } };
a method in an object | t1 = { f0() { return 1; } };
a computed key | t1 = { ["f0"]: 1 };
a short key | t1 = { v1 };
a spread object | t1 = { ...v1 };
a text key | t1 = { "f0": 1 };
a number key | t1 = { 0: 1 };
a key of another kind | t1 = { valueOf: f0 };
then in an object | t1 = { then: f0 };
to JSON in an object | t1 = { toJSON: f0 };
spread arguments | f0(...v1);
spread in a list | t1 = [...v1];
a hole in a list | t1 = [, 1];
taking a list apart | let [v9] = v1;
taking an object apart | let { v9 } = v1;
assigning a list apart | [t1] = v1;
assigning an object apart | ({ f0: t1 } = v1);
a template | t1 = ${'`'}a${'`'};
a tagged template | f0${'`'}a${'`'};
a filled template | t1 = ${'`'}${'$'}{v1}${'`'};
a regular expression | t1 = /a/;
a regular expression with flags | t1 = /a/g.exec(v1);
a big int | t1 = 1n;
an octal number | t1 = 0o7;
a hex number | t1 = 0xff;
a binary number | t1 = 0b1;
a number with separators | t1 = 1_000;
a text in single quotes | t1 = 'a';
a text with an escape that JSON lacks | t1 = "\x41";
a text with a unicode escape | t1 = "\u0041";
a text with a code point | t1 = "\u{41}";
a text with an octal escape | t1 = "\0";
a text over two lines | t1 = "a\
b";
an escaped name | t1 = \u0076\u0031;
an escaped keyword member | t1 = v1.\u0063onstructor;
an escaped helper | t1 = \u0064ivided(1, 1);
an escaped method | t1 = s1.n\u0065xt(1);
an escaped maker | t1 = \u007a.state(0);
an escaped key | t1 = { \u0066\u0030: 1 };
a line comment | t1 = 1; // a
a block comment | t1 = 1 /* a */;
an opening HTML comment | t1 = 1; <!-- a
a closing HTML comment |
--> a
a hash bang | #!/bin/sh
a label | v9: for (;;) { break v9; }
a jump to a label | v9: for (;;) { continue v9; }
try | try { t1 = 1; } catch (v9) { t1 = v9; }
finally | try { t1 = 1; } finally { t1 = 2; }
throw | throw v1;
debugger | debugger;
with | with (v1) { t1 = f0; }
delete | delete v1.f0;
typeof | t1 = typeof v1;
in | t1 = "f0" in v1;
instance of | t1 = v1 instanceof f0;
nullish | t1 = v1 ?? 1;
optional member | t1 = v1?.f0;
optional call | t1 = k1?.(1);
optional chain | t1 = v1?.constructor;
loose equality | t1 = v1 == 1;
power | t1 = v1 ** 2;
bits | t1 = v1 | 0;
shift | t1 = v1 >> 1;
complement | t1 = ~v1;
plus sign | t1 = +v1;
increment | t1++;
compound assignment | t1 += 1;
logical assignment | t1 ||= v1;
var | var v9 = 1;
let without a value | let v9;
for in | for (const v9 in v1) { t1 = v9; }
for of | for (const v9 of v1) { t1 = v9; }
do while | do { t1 = 1; } while (v1);
while | while (v1) { t1 = 1; }
switch | switch (v1) { default: t1 = 1; }
yield | yield v1;
await | await v1;
super | super.f0;
a private name | t1 = v1.#f0;
a meta property | t1 = import.source;
an export | export const v9 = 1;
an import | import v9 from "fs";
a directive in a function | function f9(i) { "use asm"; return 1; }
a name of nobody | t1 = v404;
a name with a dollar | t1 = $;
a name with an underscore | t1 = _1;
a long name | t1 = value;
a name with a leading zero | t1 = v01;
a name in another script | t1 = ｖ1;
a zero width name | t1 = v1‍;
a function's end and more | } globalThis.escaped = 1; function f9(i) {
an end of everything | } return globalThis; {
an empty statement with more |;;;
`;

export interface Escape {
  readonly name: string;
  readonly code: string;
}

/** Something harmless in place of the attempt passes: so it is the attempt that is refused. */
export function framed(attempt: string): string {
  return [
    '"use strict";',
    'const u = void 0;',
    'const k0 = k[0];',
    'const n = z.numbers(1);',
    'let b0 = z.bars(0);',
    'const s1 = z.state(0);',
    'const d1 = z.request(0);',
    'const l1 = z.history(0);',
    'const o1 = z.result(0);',
    'const e1 = z.input(0);',
    'function f0(i) {',
    'let t1 = u, j1 = 0;',
    'let v1 = b0[i];',
    attempt,
    '}',
    'function run(a, b) {',
    'for (let i = a; i < b; i = i + 1) {',
    'begin(i);',
    'f0(i);',
    '}',
    '}',
    'function grow(i) {',
    'b0 = z.bars(0);',
    '}',
    'return { run: run, grow: grow };',
  ].join('\n');
}

export const escapes: readonly Escape[] = listed
  .split(/\n(?=[A-Za-z][^|\n]*\|)/)
  .filter((line) => line.includes('|'))
  .map((line) => {
    const bar = line.indexOf('|');
    return { name: line.slice(0, bar).trim(), code: line.slice(bar + 1).trim() };
  });
