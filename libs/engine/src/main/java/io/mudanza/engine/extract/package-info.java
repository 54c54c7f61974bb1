/** Turns a platform into sealed parts and a signed manifest, under one snapshot. */
package io.mudanza.engine.extract;
