using System.Data;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Marketplace.Crediting.Storage;

/// <summary>Reading a ledger that goes on being written.</summary>
static class ConsistentReads
{
    extension(CreditingDb db)
    {
        /// <summary>A transaction in which every statement sees the same moment, and which keeps no writer waiting.</summary>
        public Task<IDbContextTransaction> BeginReadingAsync(CancellationToken ct) => db.Database.BeginTransactionAsync(
            // SQLite: the level by which a transaction begins as a reader; within WAL it sees one moment.
            Engines.Of(db) == Engine.PostgreSql ? IsolationLevel.RepeatableRead : IsolationLevel.ReadUncommitted, ct);
    }
}
