using System.Globalization;
using Marketplace.Client;
using Marketplace.Platform.Web;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Sessions;
using Marketplace.Portal.Tours;
using Microsoft.AspNetCore.Antiforgery;

namespace Marketplace.Portal.Photos;

/// <summary>
/// POST /portal/photos: pictures of a shipment, each in a field that says what it is of ("Arrival", or "Discrepancy." and the line). Their
/// ids follow from the key of the form, so that a device that sends it again, because no answer came, has them once.
/// </summary>
static class AddPhotos
{
    /// <summary>Some pictures as telephones take them, where no script has made them smaller.</summary>
    const long BytesMax = 32 * 1024 * 1024;

    /// <summary>The service says no to what is older; a wrong clock of a device is no reason to lose a picture.</summary>
    static readonly TimeSpan StatedAge = TimeSpan.FromDays(29);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/portal/photos", HandleAsync).TakesUpTo(BytesMax)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static async Task<IResult> HandleAsync(
        HttpContext http, IAntiforgery forms, MarketplaceServices services, TimeProvider clock, CancellationToken ct)
    {
        await forms.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(ct);
        if (!Guid.TryParse(form["shipment"], out var shipmentId) || !Guid.TryParse(form["key"], out var key))
        {
            return TypedResults.BadRequest();
        }

        var (takenAt, note) = (TakenAt(form["takenAt"].ToString(), clock), form["note"].ToString().Trim());
        ServiceException? refused = null;
        foreach (var (index, file) in form.Files.Index())
        {
            // The first has the id that the device knows it by.
            var photoId = index == 0 ? key : Scans.IdOf(key, new Guid(index, 0, 0, new byte[8]));
            var (subject, lineId) = file.Name.Split('.') is [var named, var line]
                ? (named, $"&lineId={Uri.EscapeDataString(line)}") : (file.Name, "");
            var path = $"/logistics/shipments/{shipmentId}/photos?photoId={photoId}&subject={Uri.EscapeDataString(subject)}{lineId}"
                + (takenAt is { } at ? $"&takenAt={Uri.EscapeDataString(at.ToString("O", CultureInfo.InvariantCulture))}" : "")
                + (note.Length > 0 ? $"&note={Uri.EscapeDataString(note)}" : "");
            try
            {
                await using var content = file.OpenReadStream();
                // The service looks at the content itself.
                await services.PostFileAsync(path, $"{photoId}", content, "application/octet-stream", ct);
            }
            catch (ServiceException one) when (one.StatusCode is >= 400 and < 500 and not StatusCodes.Status401Unauthorized)
            {
                // The others are sent all the same.
                refused ??= one;
            }
        }

        return refused is null ? Then(form) : throw refused;
    }

    /// <summary>The page from which a form was sent.</summary>
    internal static IResult Then(IFormCollection form) => TypedResults.LocalRedirect(
        form["then"].ToString() is var then && then.StartsWith("/portal/", StringComparison.Ordinal) ? then : "/portal");

    /// <summary>As the device says; null when it says nothing that can be so.</summary>
    static DateTimeOffset? TakenAt(string sent, TimeProvider clock) =>
        DateTimeOffset.TryParse(sent, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && at <= clock.GetUtcNow() && at > clock.GetUtcNow() - StatedAge
            ? at.ToUniversalTime() : null;
}
