/** The migration itself, usable without any service. */
package io.mudanza.engine;
