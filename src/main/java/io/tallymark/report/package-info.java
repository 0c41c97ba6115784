/**
 * Report: answers read-only questions as records, keeps the tallies that make them cheap, serves the reporting API and exports.
 */
package io.tallymark.report;
