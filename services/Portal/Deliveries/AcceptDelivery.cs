using Marketplace.Client.Logistics;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Photos;
using Marketplace.Portal.Sessions;
using Microsoft.AspNetCore.Antiforgery;

namespace Marketplace.Portal.Deliveries;

/// <summary>
/// POST /portal/deliveries/{shipmentId}/acceptance: what the receiver says of each line. The key and the id of the acceptance stand in the
/// form, so that a device that sends it again, because no answer came, has it recorded once.
/// </summary>
static class AcceptDelivery
{
    const string Nothing = "0";
    const int PhotosMost = 200;
    const int PhotosOfLineMost = 10;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/portal/deliveries/{shipmentId:guid}/acceptance", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static async Task<IResult> HandleAsync(
        Guid shipmentId, HttpContext http, IAntiforgery forms, MarketplaceServices services, CancellationToken ct)
    {
        await forms.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(ct);
        if (!Guid.TryParse(form["acceptanceId"], out var acceptanceId) || form["key"].ToString() is not { Length: > 0 } key)
        {
            return TypedResults.BadRequest();
        }

        var shipment = await services.Logistics.GetShipmentAsync(shipmentId, cancellationToken: ct);
        var photos = form["photo"].Count == 0 ? [] : (await services.Logistics.ListPhotosAsync(
            shipmentId, size: PhotosMost, cancellationToken: ct)).Items;
        var request = new AcceptDeliveryRequest { AcceptanceId = acceptanceId, Lines = [.. LinesOf(form, shipment, photos)] };
        await services.Logistics.AcceptDeliveryAsync(shipmentId, key, request, ct);
        return TypedResults.LocalRedirect($"/portal/deliveries/{shipmentId}");
    }

    /// <summary>
    /// What is neither short nor refused nor under dispute is accepted. What can't be read goes to the service as it is, which says so.
    /// </summary>
    static IEnumerable<AcceptDeliveryLine> LinesOf(IFormCollection form, ShipmentView shipment, ICollection<PhotoView> photos)
    {
        var open = shipment.Lines.ToDictionary(
            line => line.LineId, line => line.Dispatched is null ? null : Quantities.Write(shipment.Undisputed(line)));
        foreach (var (index, id) in form["line"].Index())
        {
            if (!Guid.TryParse(id, out var lineId) || !open.TryGetValue(lineId, out var sent))
            {
                continue;
            }

            var (missing, refused) = (Typed("short", index), Typed("rejected", index));
            yield return new AcceptDeliveryLine
            {
                LineId = lineId,
                Accepted = Quantities.Read(sent) is { } all && Quantities.Read(missing) is { } some && Quantities.Read(refused) is { } bad
                    ? Quantities.Write(all - some - bad) : sent ?? "",
                Short = missing,
                Rejected = refused,
                RejectionReason = form["reason"].ElementAtOrDefault(index) is { Length: > 0 } reason ? reason : null,
                PhotoIds = (missing, refused) == (Nothing, Nothing) ? [] : [.. Shown(lineId)],
            };
        }

        // What the service has not taken is left out: it has said so where it was sent.
        IEnumerable<Guid> Shown(Guid lineId) => photos
            .Where(photo => photo.By == CustodyHolder.Buyer && photo.IsThere() && form["photo"].Contains($"{lineId}/{photo.PhotoId}"))
            .Select(photo => photo.PhotoId).Take(PhotosOfLineMost);

        string Typed(string field, int index) =>
            form[field].ElementAtOrDefault(index)?.Trim() is { Length: > 0 } typed
                ? Quantities.Read(typed) is { } amount ? Quantities.Write(amount) : typed
                : Nothing;
    }
}
