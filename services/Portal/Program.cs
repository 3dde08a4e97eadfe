using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Portal;

var host = ServiceHost.Create(args, PortalService.Name, typeof(UnheardMessages).Assembly, UnheardMessages.All);

// It publishes and consumes no messages.
host.AllowInMemoryBus = true;
host.AddPortal();
return await host.RunAsync(app => app.MapPortal());
