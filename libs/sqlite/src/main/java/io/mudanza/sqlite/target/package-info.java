/** The tables of the target that rows go to: types under domains, lengths, labels, defaults, sequences. */
package io.mudanza.sqlite.target;
