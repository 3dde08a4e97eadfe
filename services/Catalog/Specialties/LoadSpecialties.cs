using System.Globalization;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Specialties;

/// <summary>At each start brings the reference list of specialty products up to date with the one that this version carries.</summary>
public sealed class LoadSpecialties(IServiceScopeFactory scopes) : IHostedService
{
    const string List = "Marketplace.Catalog.Specialties.specialties.csv";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await foreach (var line in LinesAsync(cancellationToken))
        {
            var columns = line.Split(',');
            var (originId, originName, name, saleUnit) = (columns[0], columns[1], columns[2], columns[5]);
            var category = Enum.Parse<ProductCategory>(columns[3], ignoreCase: true).ToString();
            var processingLevel = Enum.Parse<ProcessingLevel>(columns[4]).ToString();
            var price = UnitPrice.FromYuan(decimal.Parse(columns[6], CultureInfo.InvariantCulture)).TenThousandths;

            // Several processes may start at once, each with this list in the same order.
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO specialties (origin_id, name, origin_name, category, processing_level, sale_unit, reference_price)
                VALUES ({originId}, {name}, {originName}, {category}, {processingLevel}, {saleUnit}, {price})
                ON CONFLICT (origin_id, name) DO UPDATE SET
                    origin_name = excluded.origin_name, category = excluded.category, processing_level = excluded.processing_level,
                    sale_unit = excluded.sale_unit, reference_price = excluded.reference_price
                """,
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static async IAsyncEnumerable<string> LinesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        using var reader = new StreamReader(typeof(LoadSpecialties).Assembly.GetManifestResourceStream(List)!);
        await reader.ReadLineAsync(ct);
        while (await reader.ReadLineAsync(ct) is { Length: > 0 } line)
        {
            yield return line;
        }
    }
}
