import { invalid } from '../errors/field.js';
import { qualifiedName } from '../validation/names.js';
import { everything, Selector } from './label-selector.js';
import { byBytes, InvalidSelector, type Operator, type Requirement, requirement } from './requirement.js';

type TokenKind = 'end' | 'word' | 'in' | 'notin' | 'error' | '(' | ')' | ',' | '!' | '=' | '==' | '!=' | '>' | '<';
interface Token { readonly kind: TokenKind; readonly text: string }

// The longest run of symbols that makes a token is one; a lone run that makes none is an error.
const TOKEN = /[ \t\r\n]*(?:(==|!=|[=!(),<>])|([^=!(),<> \t\r\n]+))/y;

function tokens(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    const [, symbol, word] = match;
    if (symbol) found.push({ kind: symbol as TokenKind, text: symbol });
    else found.push({ kind: word === 'in' || word === 'notin' ? word : 'word', text: word! });
  }
  found.push({ kind: 'end', text: '' });
  return found;
}

const BINARY: Readonly<Partial<Record<TokenKind, Operator>>> = { in: 'in', notin: 'notin', '=': '=', '==': '==', '!=': '!=', '>': 'gt', '<': 'lt' };
const EXPECTED_OPERATORS = 'in, notin, =, ==, !=, gt, lt';

/** A recursive-descent reader of the `labelSelector` parameter (API concept "Labels and Selectors"). */
class Parser {
  #at = 0;
  readonly #tokens: readonly Token[];
  constructor(text: string) { this.#tokens = tokens(text); }

  /** Outside of the operator's place, `in` and `notin` are ordinary words. */
  #peek(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)]!;
    return token.kind === 'in' || token.kind === 'notin' ? { kind: 'word', text: token.text } : token;
  }
  #take(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  all(): Requirement[] {
    const found: Requirement[] = [];
    while (this.#peek().kind !== 'end') {
      const next = this.#peek();
      if (next.kind !== 'word' && next.kind !== '!') throw expected(next, "!, identifier, or 'end of string'");
      found.push(this.#wrapped());
      const after = this.#take();
      if (after.kind === 'end') break;
      if (after.kind !== ',') throw expected(after, "',' or 'end of string'");
      const follows = this.#peek();
      if (follows.kind !== 'word' && follows.kind !== '!') throw expected(follows, "identifier after ','");
    }
    return found;
  }

  #wrapped(): Requirement {
    try {
      return this.#requirement();
    } catch (error) {
      if (error instanceof InvalidSelector) throw new InvalidSelector(`unable to parse requirement: ${error.message}`);
      throw error;
    }
  }

  #requirement(): Requirement {
    const negated = this.#peek().kind === '!';
    if (negated) this.#take();
    const key = this.#take();
    if (key.kind !== 'word') throw expected(key, 'identifier');
    const wrong = qualifiedName(key.text);
    if (wrong.length) throw new InvalidSelector(`<nil>: ${invalid('', key.text, wrong.join('; ')).message}`);
    if (negated) return requirement(key.text, '!', []);
    const next = this.#peek().kind;
    if (next === 'end' || next === ',') return requirement(key.text, 'exists', []);
    const operator = this.#operator();
    return requirement(key.text, operator, operator === 'in' || operator === 'notin' ? this.#set() : [this.#value()]);
  }

  #operator(): Operator {
    const token = this.#tokens[this.#at]!;
    this.#at += 1;
    const operator = BINARY[token.kind];
    if (!operator) throw expected(token, EXPECTED_OPERATORS);
    return operator;
  }

  #value(): string {
    const next = this.#peek().kind;
    if (next === 'end' || next === ',') return '';
    const token = this.#take();
    if (token.kind !== 'word') throw expected(token, 'identifier');
    return token.text;
  }

  /** `(a,b)`; an empty place between commas is the empty value. */
  #set(): string[] {
    const open = this.#take();
    if (open.kind !== '(') throw new InvalidSelector(`found '${open.text}' expected: '('`);
    const first = this.#peek();
    if (first.kind !== 'word' && first.kind !== ',' && first.kind !== ')') throw expected(first, "',', ')' or identifier");
    const values = new Set<string>();
    for (;;) {
      values.add(this.#peek().kind === 'word' ? this.#take().text : '');
      const token = this.#take();
      if (token.kind === ')') return [...values].sort(byBytes);
      if (token.kind !== ',') throw expected(token, "',' or ')'");
      const next = this.#peek();
      if (next.kind !== 'word' && next.kind !== ',' && next.kind !== ')') throw expected(next, "',', or identifier");
    }
  }
}

const expected = (found: Token, what: string): InvalidSelector => new InvalidSelector(`found '${found.text}', expected: ${what}`);

/**
 * Reads a selector such as `app=web,tier in (a,b),!canary,weight>3`; the empty text selects everything.
 * @throws InvalidSelector
 */
export function parseLabelSelector(text: string): Selector {
  const requirements = new Parser(text).all();
  return requirements.length ? new Selector(requirements) : everything;
}
