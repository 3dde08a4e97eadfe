using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Templates;

/// <summary>Templates are read and changed by the people of their unit alone.</summary>
static class TemplateScope
{
    /// <summary>Who reads templates, each its own.</summary>
    public static string[] Readers { get; } = [Roles.Purchaser, Roles.Approver];

    extension(OrderingDb db)
    {
        /// <summary>A template that the caller sees, to be read.</summary>
        /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
        public async Task<OrderTemplate> TemplateAsync(Guid templateId, CancellationToken ct) =>
            await db.OrderTemplates.AsNoTracking().SingleOrDefaultAsync(template => template.TemplateId == templateId, ct)
                ?? throw Unknown(templateId);

        /// <summary>Changes a template that the caller sees, in a transaction of its own.</summary>
        /// <param name="templateId">The template.</param>
        /// <param name="seen">The version that the caller has seen.</param>
        /// <param name="change">Changes it.</param>
        /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
        public async Task<EtagOk<TemplateView>> ChangeTemplateAsync(
            Guid templateId, IfMatch seen, Func<OrderTemplate, Task> change, CancellationToken ct)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.LockSeenAsync<OrderTemplate>([templateId], ct);
            var template = await db.OrderTemplates.SingleOrDefaultAsync(row => row.TemplateId == templateId, ct)
                ?? throw Unknown(templateId);
            seen.Require(template.Version);
            await change(template);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return Etag.Ok(TemplateView.Of(template), template.Version);
        }
    }

    static NotFoundException Unknown(Guid templateId) => new(
        "template_not_found",
        $"没有模板 {templateId}，或您无权查看；请核对模板标识。",
        $"There is no template {templateId} that you may see; check the id.");
}
