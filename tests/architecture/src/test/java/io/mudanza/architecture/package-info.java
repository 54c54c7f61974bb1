/** The rules of {@code docs/architecture.md} as tests: who may know whom, and what a file may look like. */
package io.mudanza.architecture;
