/*
 * The syntax tree of a script: what was written, nothing more. Every node has its range, as offsets into the source text in
 * UTF-16 units, `end` excluded. Names are not resolved and types not known; that is `check`'s work.
 */

export type LanguageVersion = 4 | 5 | 6;

export interface Node {
  readonly start: number;
  readonly end: number;
}

export interface Script extends Node {
  readonly kind: 'script';
  /** Undefined when no `//@version=` says it. */
  readonly version: LanguageVersion | undefined;
  readonly body: readonly Statement[];
  /** All of them, in source order, for the formatter and for documentation. */
  readonly comments: readonly Comment[];
}

export interface Comment extends Node {
  /** From the two slashes to the line's end, both slashes included. */
  readonly text: string;
  /** Nothing but space stands before it on its line. */
  readonly isOwnLine: boolean;
}

/** `//@function …` and its like, which stand before a declaration; text of following comment lines is joined by `\n`. */
export interface Annotation extends Node {
  readonly name: string;
  readonly text: string;
}

export interface Identifier extends Node {
  readonly kind: 'identifier';
  readonly name: string;
}

/** `float`, `array<float>`, `chart.point`, `float[]`, `alias.Thing`. */
export interface TypeReference extends Node {
  readonly kind: 'type-reference';
  readonly name: readonly Identifier[];
  readonly arguments: readonly TypeReference[];
  /** Written with `[]` behind it, the old spelling of an array. */
  readonly isArray: boolean;
}

export type WrittenQualifier = 'const' | 'simple' | 'series';
export type Persistence = 'none' | 'var' | 'varip';

export interface Block extends Node {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  /** Behind `=>` on the same line, or indented below. */
  readonly form: 'inline' | 'indented';
}

// Statements

export type Statement =
  | ImportStatement
  | VariableDeclaration
  | TupleDeclaration
  | Assignment
  | FunctionDeclaration
  | TypeDeclaration
  | EnumDeclaration
  | ExpressionStatement
  | JumpStatement
  | BrokenStatement;

export interface ImportStatement extends Node {
  readonly kind: 'import';
  readonly user: Identifier;
  readonly library: Identifier;
  readonly version: number;
  readonly alias: Identifier | undefined;
}

export interface VariableDeclaration extends Node {
  readonly kind: 'variable';
  readonly isExported: boolean;
  readonly persistence: Persistence;
  readonly qualifier: WrittenQualifier | undefined;
  readonly type: TypeReference | undefined;
  readonly name: Identifier;
  readonly value: Expression;
  readonly annotations: readonly Annotation[];
}

export interface TupleDeclaration extends Node {
  readonly kind: 'tuple-declaration';
  readonly persistence: Persistence;
  readonly names: readonly Identifier[];
  readonly value: Expression;
}

export type AssignmentOperator = ':=' | '+=' | '-=' | '*=' | '/=' | '%=';

export interface Assignment extends Node {
  readonly kind: 'assignment';
  /** An identifier or a member; anything else is the checker's to refuse. */
  readonly target: Expression;
  readonly operator: AssignmentOperator;
  readonly value: Expression;
}

export interface Parameter extends Node {
  readonly kind: 'parameter';
  readonly qualifier: WrittenQualifier | undefined;
  readonly type: TypeReference | undefined;
  readonly name: Identifier;
  readonly defaultValue: Expression | undefined;
}

export interface FunctionDeclaration extends Node {
  readonly kind: 'function';
  readonly isExported: boolean;
  readonly isMethod: boolean;
  readonly name: Identifier;
  readonly parameters: readonly Parameter[];
  readonly body: Block;
  readonly annotations: readonly Annotation[];
}

export interface FieldDeclaration extends Node {
  readonly kind: 'field';
  readonly isVarip: boolean;
  readonly type: TypeReference;
  readonly name: Identifier;
  readonly defaultValue: Expression | undefined;
}

export interface TypeDeclaration extends Node {
  readonly kind: 'type';
  readonly isExported: boolean;
  readonly name: Identifier;
  readonly fields: readonly FieldDeclaration[];
  readonly annotations: readonly Annotation[];
}

export interface EnumMember extends Node {
  readonly kind: 'enum-member';
  readonly name: Identifier;
  readonly title: Expression | undefined;
}

export interface EnumDeclaration extends Node {
  readonly kind: 'enum';
  readonly isExported: boolean;
  readonly name: Identifier;
  readonly members: readonly EnumMember[];
  readonly annotations: readonly Annotation[];
}

/** Also how a structure stands as a statement. */
export interface ExpressionStatement extends Node {
  readonly kind: 'expression-statement';
  readonly expression: Expression;
}

export interface JumpStatement extends Node {
  readonly kind: 'break' | 'continue';
}

/** What could not be read; its mistakes are among the diagnostics. */
export interface BrokenStatement extends Node {
  readonly kind: 'broken';
}

// Expressions

export type Expression =
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | ColorLiteral
  | Identifier
  | Member
  | Call
  | Index
  | Unary
  | Binary
  | Conditional
  | Tuple
  | Group
  | If
  | Switch
  | For
  | ForIn
  | While
  | Missing;

export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: number;
  readonly isFloat: boolean;
  readonly text: string;
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  /** With its escapes resolved. */
  readonly value: string;
  readonly quote: '"' | "'";
}

export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `#RRGGBB` or `#RRGGBBAA`. */
export interface ColorLiteral extends Node {
  readonly kind: 'color';
  /** 0xRRGGBBAA, unsigned; AA is FF when it was not written. */
  readonly value: number;
  readonly text: string;
}

export interface Member extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: Identifier;
}

export interface Argument extends Node {
  readonly kind: 'argument';
  readonly name: Identifier | undefined;
  readonly value: Expression;
}

export interface Call extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly typeArguments: readonly TypeReference[];
  readonly arguments: readonly Argument[];
}

/** The history operator. */
export interface Index extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly offset: Expression;
}

export type UnaryOperator = '+' | '-' | 'not';

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | 'and'
  | 'or';

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

export interface Tuple extends Node {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

/** Written parentheses. */
export interface Group extends Node {
  readonly kind: 'group';
  readonly expression: Expression;
}

export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly consequent: Block;
  /** `else if` is an If again. */
  readonly alternate: Block | If | undefined;
}

export interface SwitchArm extends Node {
  readonly kind: 'switch-arm';
  /** Undefined for the default arm. */
  readonly condition: Expression | undefined;
  readonly body: Block;
}

export interface Switch extends Node {
  readonly kind: 'switch';
  readonly subject: Expression | undefined;
  readonly arms: readonly SwitchArm[];
}

export interface For extends Node {
  readonly kind: 'for';
  readonly variable: Identifier;
  readonly from: Expression;
  readonly to: Expression;
  readonly step: Expression | undefined;
  readonly body: Block;
}

export interface ForIn extends Node {
  readonly kind: 'for-in';
  /** The first of `[index, item]`, or a map's key. */
  readonly index: Identifier | undefined;
  readonly item: Identifier;
  readonly iterable: Expression;
  readonly body: Block;
}

export interface While extends Node {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: Block;
}

/** Stands where an expression should; its mistake is among the diagnostics. */
export interface Missing extends Node {
  readonly kind: 'missing';
}
