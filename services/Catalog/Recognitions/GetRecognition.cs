using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recognitions;

/// <summary>GET /catalog/recognitions/{recordId}.</summary>
public static class GetRecognition
{
    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapGet("/{recordId:guid}", HandleAsync)
        .WithName(nameof(GetRecognition)).WithSummary("查看认定登记 Get a recognition").ForEveryRole();

    static async Task<EtagOk<RecognitionView>> HandleAsync(Guid recordId, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        var record = await db.RecognitionRecords.AsNoTracking().Include(known => known.County)
            .SingleOrDefaultAsync(known => known.Id == recordId, ct) ?? throw RecognitionRegister.NotFound();
        return Etag.Ok(RecognitionView.Of(record, BusinessDay.Of(clock.GetUtcNow())), record.Version);
    }
}
