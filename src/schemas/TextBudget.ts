import { SchemaError } from '../kafka/schemas';

/**
 * How much text one value may become. Names of fields, defaults and items of no size cost no bytes in a record: without
 * a bound twenty bytes fill the memory.
 */
export class TextBudget {
  private rest = maxCharacters;

  spend(characters: number): void {
    this.rest -= characters;
    if (this.rest < 0)
      throw new SchemaError(`The value would be a text of more than ${maxCharacters.toLocaleString('en')} characters.`);
  }
}

const maxCharacters = 2_000_000;
