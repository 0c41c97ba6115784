/**
 * Sample: makes a few campaigns with invented readers, so that a new installation has something to look at, and removes them without
 * a trace.
 *
 * <ol>
 *   <li>SD1: only who asks for them gets them, and whatever belongs to them is marked as sample wherever it is shown.
 *   <li>SD2: the events are invented, the rest is real: they lie in the event table, and the same timer decides them that decides
 *       all others.
 *   <li>SD3: they are made in small transactions, each with its place; so the work goes on after a restart, on any node, and nothing is made twice.
 *   <li>SD4: they are removed exactly: afterwards every table holds what it would hold without them, but for the audit trail and the
 *       note by which each node takes the links out of its copy. A campaign goes in one transaction in which nobody decides anything.
 *   <li>SD5: their links lead to example.com, their recipients have no addresses, and their clients' addresses are from ranges for
 *       documentation and benchmarks or of published proxies, so that they meet nobody real.
 * </ol>
 *
 * <p>Out of scope: what people and machines do (simulation), what it is taken for (classify).
 */
package io.tallymark.sample;
