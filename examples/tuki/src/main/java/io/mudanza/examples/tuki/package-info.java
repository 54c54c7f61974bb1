/** Tuki, a sample ticketing platform: its schema, its rows in any number, always the same ones, and its pictures. */
package io.mudanza.examples.tuki;
