import { Decimal } from 'decimal.js';
import { Failure } from './failure.ts';

// The longest sum of the amounts that are let in has 81 digits, the longest product 240.
const Exact = Decimal.clone({
  precision: 250,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -30,
  toExpPos: 60,
});

/** An amount of one currency. The amount is a decimal string, exact to the last digit. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

function decimal(text: string): Decimal {
  if (!/^-?\d{1,40}(\.\d{1,40})?$/.test(text))
    throw new Failure('invalid', `“${text}” is not a decimal amount.`);
  return new Exact(text);
}

export function money(amount: string, currency: string): Money {
  return { amount: decimal(amount).toFixed(), currency };
}

/** @throws Failure `invalid` for two currencies: conversion needs a rate, and is somebody's decision. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) {
    throw new Failure('invalid', `${a.currency} and ${b.currency} cannot be added without a rate.`);
  }
  return { amount: decimal(a.amount).plus(decimal(b.amount)).toFixed(), currency: a.currency };
}

export function negateMoney(value: Money): Money {
  return { amount: decimal(value.amount).negated().toFixed(), currency: value.currency };
}

/** What a price move is worth: (exit − entry) × quantity × multiplier, all decimals. */
export function priceMoveValue(
  entry: string,
  exit: string,
  quantity: string,
  multiplier: string,
  currency: string,
): Money {
  const value = decimal(exit).minus(decimal(entry)).times(decimal(quantity)).times(decimal(multiplier));
  return { amount: value.toFixed(), currency };
}

/** Rounded to so many decimal places, halves to even, as statements do. */
export function roundMoney(value: Money, places: number): Money {
  return { amount: decimal(value.amount).toDecimalPlaces(places).toFixed(), currency: value.currency };
}
