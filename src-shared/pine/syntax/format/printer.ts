import type {
  Block,
  EnumDeclaration,
  Expression,
  If,
  Parameter,
  Script,
  Statement,
  Switch,
  TypeDeclaration,
} from '../tree.ts';
import { Comments } from './comments.ts';
import { bracketed, expressionLayout, typeText } from './expression-layout.ts';
import { type Layout, layOut, sequence } from './layout.ts';

const step = 4;

/** What stands on a line before what is printed next, and where in the source that line's code begins. */
interface Lead {
  readonly layout: Layout;
  readonly start: number;
  readonly indent: number;
}

/** Prints a tree that has no mistakes, with the comments of the text it was read from. */
export class Printer {
  private readonly text: string;
  private readonly comments: Comments;
  private readonly width: number;
  private readonly lines: string[] = [];
  /** Nothing has been printed yet in this block. */
  private isFresh = true;

  constructor(text: string, script: Script, width: number) {
    this.text = text;
    this.comments = new Comments(text, script.comments);
    this.width = width;
  }

  print(script: Script): readonly string[] {
    this.statements(script.body, 0, this.text.length);
    this.comment(Infinity, 0, 1);
    return this.lines;
  }

  /** Statements of one indentation; `limit` is where the code after them begins. */
  private statements(list: readonly Statement[], indent: number, limit: number): void {
    let index = 0;
    let before: Statement | undefined;
    while (index < list.length) {
      const first = list[index];
      if (first === undefined) break;
      let end = index + 1;
      while (end < list.length && this.isSameLine(list[end - 1], list[end])) end++;
      const together = list.slice(index, end);
      const isApart = indent === 0 && (isDefinition(first) || isDefinition(before));
      this.leading(first.start, indent, isApart ? 2 : 1);
      this.list(together, { layout: '', start: first.start, indent }, list[end]?.start ?? limit);
      before = together[together.length - 1];
      index = end;
    }
  }

  private isSameLine(left: Statement | undefined, right: Statement | undefined): boolean {
    return left !== undefined && right !== undefined && this.comments.isOneLine(left.end, right.start);
  }

  /** Statements on one line with commas between; only the last may have blocks. */
  private list(list: readonly Statement[], lead: Lead, limit: number): void {
    const parts: Layout[] = [lead.layout];
    for (const statement of list.slice(0, -1)) parts.push(simpleLayout(statement), ', ');
    const last = list[list.length - 1];
    if (last !== undefined) this.statement(last, { ...lead, layout: sequence(...parts) }, limit);
  }

  private statement(node: Statement, lead: Lead, limit: number): void {
    switch (node.kind) {
      case 'function': {
        const head = sequence(
          node.isExported ? 'export ' : '',
          node.isMethod ? 'method ' : '',
          node.name.name,
          bracketed('(', node.parameters.map(parameterLayout), ')'),
          ' =>',
        );
        this.body(node.body, { ...lead, layout: head }, limit);
        break;
      }
      case 'type':
      case 'enum':
        this.members(node, lead, limit);
        break;
      case 'variable':
      case 'tuple-declaration':
      case 'assignment':
        this.value(node.value, { ...lead, layout: sequence(lead.layout, targetLayout(node)) }, limit);
        break;
      case 'expression-statement':
        this.value(node.expression, lead, limit);
        break;
      default:
        this.line(sequence(lead.layout, simpleLayout(node)), lead, node.end, limit);
    }
  }

  private value(node: Expression, lead: Lead, limit: number): void {
    switch (node.kind) {
      case 'if':
        this.ifChain(node, lead, limit);
        break;
      case 'switch':
        this.switch(node, lead, limit);
        break;
      case 'for': {
        const { variable, from, to, step: by, body } = node;
        const range = sequence(expressionLayout(from), ' to ', expressionLayout(to));
        const head = sequence('for ', variable.name, ' = ', range, by === undefined ? '' : ' by ');
        const layout = sequence(lead.layout, head, by === undefined ? '' : expressionLayout(by));
        this.header(layout, lead, (by ?? to).end, body, limit);
        break;
      }
      case 'for-in': {
        const { index, item, iterable, body } = node;
        const names = index === undefined ? item.name : `[${index.name}, ${item.name}]`;
        const layout = sequence(lead.layout, `for ${names} in `, expressionLayout(iterable));
        this.header(layout, lead, iterable.end, body, limit);
        break;
      }
      case 'while': {
        const layout = sequence(lead.layout, 'while ', expressionLayout(node.condition));
        this.header(layout, lead, node.condition.end, node.body, limit);
        break;
      }
      default:
        this.line(sequence(lead.layout, expressionLayout(node)), lead, node.end, limit);
    }
  }

  private ifChain(first: If, lead: Lead, limit: number): void {
    let node = first;
    let current = lead;
    for (;;) {
      const layout = sequence(current.layout, 'if ', expressionLayout(node.condition));
      const { consequent, alternate } = node;
      const elseStart = alternate === undefined ? limit : this.comments.skip(consequent.end);
      this.header(layout, current, node.condition.end, consequent, elseStart);
      if (alternate === undefined) return;
      this.isFresh = true;
      this.leading(elseStart, lead.indent, 0);
      current = { layout: 'else ', start: elseStart, indent: lead.indent };
      if (alternate.kind === 'block') {
        this.header('else', current, elseStart + 'else'.length, alternate, limit);
        return;
      }
      node = alternate;
    }
  }

  private switch(node: Switch, lead: Lead, limit: number): void {
    const { subject, arms } = node;
    const firstStart = arms[0]?.start ?? node.end;
    const head = subject === undefined ? 'switch' : sequence('switch ', expressionLayout(subject));
    const end = subject === undefined ? this.comments.skipBack(firstStart) : subject.end;
    this.line(sequence(lead.layout, head), lead, end, firstStart);
    this.isFresh = true;
    const indent = lead.indent + step;
    arms.forEach((arm, index) => {
      this.leading(arm.start, indent, 1);
      const layout = arm.condition === undefined ? '=>' : sequence(expressionLayout(arm.condition), ' =>');
      this.body(arm.body, { layout, start: arm.start, indent }, arms[index + 1]?.start ?? limit);
    });
    this.trailing(limit, indent, firstStart);
  }

  private members(node: TypeDeclaration | EnumDeclaration, lead: Lead, limit: number): void {
    const list = node.kind === 'type' ? node.fields : node.members;
    const firstStart = list[0]?.start ?? node.end;
    const head = `${node.isExported ? 'export ' : ''}${node.kind} ${node.name.name}`;
    this.line(head, lead, node.name.end, firstStart);
    this.isFresh = true;
    const indent = lead.indent + step;
    list.forEach((member, index) => {
      this.leading(member.start, indent, 1);
      const value = member.kind === 'field' ? member.defaultValue : member.title;
      const name =
        member.kind === 'field'
          ? `${member.isVarip ? 'varip ' : ''}${typeText(member.type)} ${member.name.name}`
          : member.name.name;
      const layout = value === undefined ? name : sequence(name, ' = ', expressionLayout(value));
      this.line(
        layout,
        { layout: '', start: member.start, indent },
        member.end,
        list[index + 1]?.start ?? limit,
      );
    });
    this.trailing(limit, indent, firstStart);
  }

  /** `=>` is part of what leads; the body follows it or stands below. */
  private body(block: Block, lead: Lead, limit: number): void {
    if (block.form === 'inline') {
      this.list(block.statements, { ...lead, layout: sequence(lead.layout, ' ') }, limit);
      return;
    }
    this.header(lead.layout, lead, this.comments.skipBack(block.start), block, limit);
  }

  private header(layout: Layout, lead: Lead, end: number, block: Block, limit: number): void {
    this.line(layout, lead, end, block.start);
    this.isFresh = true;
    const indent = lead.indent + step;
    this.statements(block.statements, indent, limit);
    this.trailing(limit, indent, block.start);
  }

  /** One statement or header. Where comments stand inside it, its own lines are kept and only indented anew. */
  private line(layout: Layout, lead: Lead, end: number, limit: number): void {
    const { start, indent } = lead;
    if (this.comments.peek(end) === undefined) this.lines.push(...layOut(layout, indent, this.width));
    else {
      const written = this.text.slice(start, end).split(/\r\n|\r|\n/);
      written.forEach((one, index) => {
        const line = trimmed(one);
        if (line !== '') this.lines.push(' '.repeat(index === 0 ? indent : indent + step + 1) + line);
      });
      while (this.comments.peek(end) !== undefined) this.comments.take();
    }
    this.isFresh = false;
    const comment = this.comments.peek(limit);
    if (comment === undefined || comment.isOwnLine) return;
    this.comments.take();
    this.lines.push(`${this.lines.pop() ?? ''} ${trimmed(comment.text)}`);
  }

  /** Comments and empty lines above what begins at the offset. */
  private leading(start: number, indent: number, mostEmpty: number): void {
    this.comment(start, indent, mostEmpty);
    this.empty(start, mostEmpty);
  }

  /** Comments at the end of a block belong to it when they are indented no less. */
  private trailing(limit: number, indent: number, blockStart: number): void {
    const column = this.comments.columnOf(blockStart);
    for (;;) {
      const comment = this.comments.peek(limit);
      if (comment === undefined || this.comments.columnOf(comment.start) < column) return;
      this.comment(comment.end, indent, 1);
    }
  }

  private comment(before: number, indent: number, mostEmpty: number): void {
    for (;;) {
      const comment = this.comments.peek(before);
      if (comment === undefined) return;
      this.comments.take();
      this.empty(comment.start, mostEmpty);
      this.lines.push(' '.repeat(indent) + trimmed(comment.text));
      this.isFresh = false;
    }
  }

  private empty(offset: number, most: number): void {
    if (this.isFresh) return;
    const count = Math.min(this.comments.emptyLinesBefore(offset), most);
    for (let index = 0; index < count; index++) this.lines.push('');
  }
}

const isDefinition = (node: Statement | undefined): boolean =>
  node?.kind === 'function' || node?.kind === 'type' || node?.kind === 'enum';

const trimmed = (line: string): string => line.trim();

/** What stands left of a value, with the sign between. */
function targetLayout(node: Statement): Layout {
  switch (node.kind) {
    case 'variable': {
      const words = [
        node.isExported ? 'export' : '',
        node.persistence === 'none' ? '' : node.persistence,
        node.qualifier ?? '',
        node.type === undefined ? '' : typeText(node.type),
        node.name.name,
      ];
      return `${words.filter((word) => word !== '').join(' ')} = `;
    }
    case 'tuple-declaration': {
      const names = node.names.map((name) => name.name);
      return sequence(
        node.persistence === 'none' ? '' : `${node.persistence} `,
        bracketed('[', names, ']'),
        ' = ',
      );
    }
    case 'assignment':
      return sequence(expressionLayout(node.target), ` ${node.operator} `);
    default:
      return '';
  }
}

/** A statement without blocks. */
function simpleLayout(node: Statement): Layout {
  switch (node.kind) {
    case 'variable':
    case 'tuple-declaration':
    case 'assignment':
      return sequence(targetLayout(node), expressionLayout(node.value));
    case 'expression-statement':
      return expressionLayout(node.expression);
    case 'break':
    case 'continue':
      return node.kind;
    case 'import': {
      const path = `import ${node.user.name}/${node.library.name}/${node.version}`;
      return node.alias === undefined ? path : `${path} as ${node.alias.name}`;
    }
    default:
      return '';
  }
}

function parameterLayout(node: Parameter): Layout {
  const words = [node.qualifier ?? '', node.type === undefined ? '' : typeText(node.type), node.name.name];
  const name = words.filter((word) => word !== '').join(' ');
  return node.defaultValue === undefined ? name : sequence(name, ' = ', expressionLayout(node.defaultValue));
}
