/**
 * Simulation: invents campaigns whose truth is known: people, offices behind one address, image proxies, scanners of several kinds.
 *
 * <p>A package of its own, because what invents the truth must not share code with what judges it; in the product and not among the
 * tests, because demonstrations and load need it too.
 *
 * <ol>
 *   <li>SI1: the same seed gives the same campaigns, whatever their number: each slice has a generator of its own.
 *   <li>SI2: slices come one by one, so that any number of events fits into little memory. Messages whose clients meet are in one slice.
 *   <li>SI3: addresses are from the ranges for documentation and benchmarks, or, where it matters, of the published owner.
 * </ol>
 *
 * <p>Out of scope: verdicts.
 */
package io.tallymark.simulation;
