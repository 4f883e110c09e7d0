import { type DataTypeNode, PostgresDialect, PostgresQueryCompiler, type QueryCompiler } from 'kysely';

/**
 * Kysely's PostgreSQL, but text columns are made to compare by bytes, as SQLite's do: keys and instants sort the same everywhere, and
 * no index depends on the operating system's language data.
 */
export class BytewiseDialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new BytewiseCompiler();
  }
}

class BytewiseCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    if (node.dataType === 'text') this.append(' collate "C"');
  }
}
