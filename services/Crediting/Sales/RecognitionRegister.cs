using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>What the counties' registers say of the recognitions that sales name, as far as the ledger has heard (CR-04).</summary>
sealed class RecognitionRegister
{
    readonly ILookup<(Guid SupplierId, string Number), RecognitionRecord> _records;

    RecognitionRegister(IEnumerable<RecognitionRecord> records) =>
        _records = records.ToLookup(record => (record.SupplierId, record.Number));

    /// <summary>Reads the records about these sales.</summary>
    public static async Task<RecognitionRegister> ReadAsync(CreditingDb db, IEnumerable<SaleLine> lines, CancellationToken ct)
    {
        var claims = lines.Where(line => line is { Source: SaleSource.Platform, RecognitionNumber: not null }).ToList();
        if (claims.Count == 0)
        {
            return new RecognitionRegister([]);
        }

        Guid[] suppliers = [.. claims.Select(line => line.RecognitionHolderId).Distinct()];
        string[] numbers = [.. claims.Select(line => line.RecognitionNumber!).Distinct()];
        return new RecognitionRegister(await db.RecognitionRecords.AsNoTracking()
            .Where(record => suppliers.Contains(record.SupplierId) && numbers.Contains(record.Number)).ToListAsync(ct));
    }

    /// <summary>Sets on the sale what the register says of its recognition.</summary>
    public void Apply(SaleLine line) => line.Recognise(line.RecognitionNumber is { } number
        ? _records[(line.RecognitionHolderId, number)].FirstOrDefault(record => record.IsAbout(line))
        : null);
}
