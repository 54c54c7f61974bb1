/** The EXPORT step: one attempt after the other, each in a folder of its own, until one is sealed. */
package io.mudanza.exporting.run;
