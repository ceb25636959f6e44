import type * as tree from '../syntax/tree.ts';
import { callBuiltin, type GivenValue } from './builtin-calls.ts';
import type { Checking } from './checking.ts';
import { nearestName } from './did-you-mean.ts';
import { isMistaken, mistaken } from './expression-parts.ts';
import { lastWord } from './names.ts';
import { copyObject } from './objects.ts';
import type { Expression } from './program.ts';
import { replacing } from './reporter.ts';
import type { FunctionOverload } from './scope.ts';
import { isSameType, typeText } from './type-rules.ts';
import { callUser } from './user-calls.ts';

/** `object.name(…)`: a method of the script by the object's exact type, else a built-in one, else one whose type is near. */
export function callMethod(
  checking: Checking,
  node: tree.Call,
  callee: tree.Member,
  arguments_: () => GivenValue[],
): Expression {
  const object = checking.expression(callee.object);
  checking.symbols.object(callee.object, object);
  const self: GivenValue = {
    name: undefined,
    start: callee.object.start,
    end: callee.object.end,
    value: object,
  };
  const given = [self, ...arguments_()];
  const name = callee.property.name;
  if (isMistaken(object)) return mistaken(node);
  const methods = methodsNamed(checking, name);
  const exact = methods.filter((method) => {
    const [first] = method.parameterTypes;
    return first !== undefined && isSameType(first, object.type);
  });
  if (exact.length > 0) return callUserMethod(checking, node, callee, exact, given);
  const builtin = checking.catalogue.findMethod(object.type, name);
  if (builtin !== undefined) {
    checking.symbols.referToBuiltin(lastWord(callee), builtin);
    return callBuiltin(checking, node, builtin, given, []);
  }
  if (name === 'copy' && object.type.kind === 'user') return copyObject(checking, node, given);
  if (methods.length > 0) return callUserMethod(checking, node, callee, methods, given);
  reportUnknown(checking, callee, object);
  return mistaken(node);
}

function callUserMethod(
  checking: Checking,
  node: tree.Call,
  callee: tree.Member,
  methods: readonly FunctionOverload[],
  given: readonly GivenValue[],
): Expression {
  const [first] = methods;
  if (first !== undefined) checking.symbols.refer(callee.property, first.symbol, 'read');
  const earlier = methods.filter(
    (method) => method.module !== checking.module || method.declaration.start <= node.start,
  );
  if (earlier.length === 0) {
    for (const method of methods) method.isUsed = true;
    checking.reporter.report(
      'P204',
      callee.property,
      `The method \`${callee.property.name}\` is declared further down. Move its declaration above this line.`,
    );
    return mistaken(node);
  }
  return callUser(checking, node, callee.property.name, earlier, given);
}

/** Of the script itself and of the libraries it imports. */
function methodsNamed(checking: Checking, name: string): FunctionOverload[] {
  const { module } = checking;
  const own = module.methods.get(name) ?? [];
  const imported = module.libraries.flatMap((library) =>
    (library.methods.get(name) ?? []).filter((method) => method.declaration.isExported),
  );
  return [...own, ...imported];
}

function reportUnknown(checking: Checking, callee: tree.Member, object: Expression): void {
  const name = callee.property.name;
  const namespaces = checking.catalogue.methodsOf(object.type);
  const near = nearestName(name, [
    ...namespaces.map((builtin) => builtin.name.slice(builtin.name.lastIndexOf('.') + 1)),
    ...checking.module.methods.keys(),
  ]);
  checking.reporter.report(
    'P207',
    callee.property,
    `A value of type ${typeText(object.type)} has no method \`${name}\`.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`,
    near === undefined ? [] : [replacing(`Write ${near}`, callee.property, near)],
  );
}
